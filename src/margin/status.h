/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MARGIN_STATUS_H
#define MARGIN_STATUS_H

/**
 * Why a position cannot be answered. The first that applies is reported; outputs stay
 * untouched.
 */
typedef enum {
  MARGIN_OK,
  MARGIN_BAD_SIZE,     /* size or multiplier not in 1e-18..1e18, or a value of 0 after
                          rounding to the quantum */
  MARGIN_BAD_PRICE,    /* entry, mark or ended_at not a positive finite price */
  MARGIN_BAD_LEVERAGE, /* leverage below 1 */
  MARGIN_BAD_MARGIN,   /* margin not finite */
  MARGIN_BAD_RATE,     /* funding rate, fee or call ratio outside its range */
  MARGIN_BAD_TIERS,    /* no tier, first floor not 0, floors not rising, a rate outside
                          0..1, a deduction or slope where the shape has none */
  MARGIN_BAD_RULES,    /* an impossible combination, e.g. one open-interest bound alone */
} MarginStatus;

/** The compiler insists that a status is read. */
#if defined(__GNUC__)
#define MARGIN_CHECKED __attribute__ ((warn_unused_result))
#else
#define MARGIN_CHECKED
#endif

#endif
