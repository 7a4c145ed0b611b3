/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MARGIN_STATUS_H
#define MARGIN_STATUS_H

/**
 * Why something cannot be answered, by the field at fault. The first that applies is
 * reported; outputs stay untouched.
 */
typedef enum {
  MARGIN_OK,
  MARGIN_BAD_SIZE,
  MARGIN_BAD_MULTIPLIER,
  MARGIN_BAD_ENTRY,
  MARGIN_BAD_MARK,
  MARGIN_BAD_ENDED_AT,
  MARGIN_BAD_LEVERAGE,
  MARGIN_BAD_MARGIN,
  MARGIN_BAD_OPEN_INTEREST,
  MARGIN_BAD_FUNDING_RATE,
  MARGIN_BAD_CALL_RATIO,
  MARGIN_BAD_FEE,      /* close, maker, taker or liquidation fee */
  MARGIN_BAD_INITIAL,  /* initial rate, its slope or the open-interest bounds */
  MARGIN_BAD_TIERS,    /* count, floors, rates, deductions, slopes or limits */
  MARGIN_BAD_RULES,    /* maintenance floor, tick, quantum, funding hours, greatest
                          leverage, or a shape that does not go with what picks the tier */
  MARGIN_BAD_ENDING,   /* end fraction, its bound or the backstop ratio */
  MARGIN_BAD_VALUE,    /* all fields fit, yet the position is worth 0 to the quantum */
  MARGIN_BAD_COUNT,    /* no position, or too many; an empty or oversized batch or path */
  MARGIN_BAD_CONTRACT, /* contracts of a cross account differ */
  MARGIN_BAD_WALLET,
  MARGIN_BAD_BAR,    /* a bar whose open or close lies outside low..high, or times that
                        do not rise */
  MARGIN_BAD_ACTION, /* an order of a walk that cannot be carried out */
  MARGIN_BAD_TARGET, /* an accepted loss, stop or distance that cannot be met */
} MarginStatus;

/**
 * margin_status_text:
 *
 * One English sentence that names what is wrong and what would be accepted, for a
 * programmer and the terminal; other rooms have their own, translated.
 */
const char *margin_status_text (MarginStatus status);

/** The compiler insists that a status is read. */
#if defined(__GNUC__)
#define MARGIN_CHECKED __attribute__ ((warn_unused_result))
#else
#define MARGIN_CHECKED
#endif

#endif
