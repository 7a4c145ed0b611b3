/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MARGIN_RULES_H
#define MARGIN_RULES_H

#include "margin/status.h"

#include <stddef.h>

/**
 * What a venue fills into the one equation "equity meets the requirement".
 *
 * Every venue answers the same six questions in its own way: which price the maintenance
 * margin is taken on, whether a closing fee is reserved, whether tiers carry a deduction,
 * what picks the tier, how the shown price is rounded, and what in the account counts.
 * The answers are data; the solver in margin/liquidation.h is one.
 */

#define MARGIN_MAX_TIERS 64

/** The price at which a value is taken. */
typedef enum {
  MARGIN_ON_MARK,
  MARGIN_ON_ENTRY,
} MarginBasis;

/** What is already due at the mark: equity <= requirement, or strictly below. */
typedef enum {
  MARGIN_TRIGGER_AT,
  MARGIN_TRIGGER_BELOW,
} MarginTriggerWhen;

/** Which price the mark stands for. Carried along for the reader; no arithmetic. */
typedef enum {
  MARGIN_TRIGGER_MARK,
  MARGIN_TRIGGER_LAST,
  MARGIN_TRIGGER_ORACLE,
} MarginTriggerPrice;

typedef enum {
  MARGIN_TIER_MARGINAL, /* like tax brackets: rate * x - deduction */
  MARGIN_TIER_WHOLE,    /* the rate of the tier applies to the whole position */
  MARGIN_TIER_SLOPE,    /* rate + slope * x */
} MarginTierShape;

typedef enum {
  MARGIN_TIER_BY_VALUE, /* x = V(B), settlement currency */
  MARGIN_TIER_BY_SIZE,  /* x = size * multiplier */
} MarginTierBy;

/** The fee kept back for closing; formulas in margin/requirement.h. */
typedef enum {
  MARGIN_FEE_NONE,
  MARGIN_FEE_ADDED,
  MARGIN_FEE_ENTRY,
  MARGIN_FEE_RESERVED,
  MARGIN_FEE_RESERVED_COST,
  MARGIN_FEE_BANKRUPTCY,
} MarginCloseFee;

typedef enum {
  MARGIN_ROUND_NONE,
  MARGIN_ROUND_TOWARD_ENTRY,
  MARGIN_ROUND_TICK_TOWARD_ENTRY,
  MARGIN_ROUND_TRUNCATE,
} MarginRounding;

/** How the other marks of a cross account move. */
typedef enum {
  MARGIN_CROSS_FIXED,
  MARGIN_CROSS_JOINT,
} MarginCrossMarks;

/** What comes back to the trader when the venue closes the position. */
typedef enum {
  MARGIN_RETURNS_NOTHING, /* fee and fund take the rest: plan for all of it */
  MARGIN_RETURNS_EQUITY,  /* closed early by rule, the rest is paid out */
} MarginReturns;

/** How the venue takes apart a position that is due; margin/ending.h. */
typedef enum {
  MARGIN_END_WHOLE,    /* all of it at once */
  MARGIN_END_FRACTION, /* first end_fraction of it, if it is worth more than end_above */
  MARGIN_END_TIERS,    /* down into the next lower tier, and again */
} MarginEnd;

typedef struct {
  double floor;        /* x above this; the first is 0 */
  double rate;         /* fraction, 0 to 1 */
  double deduction;    /* settlement currency; marginal tables only */
  double slope;        /* rate per unit of x; slope tables only */
  double max_leverage; /* times; 0 where the table has no limit */
} MarginTier;

typedef struct {
  MarginTriggerPrice trigger_price;
  MarginTriggerWhen trigger_when;
  MarginBasis maintenance_on;
  MarginBasis initial_on;
  MarginTierShape tier_shape;
  MarginTierBy tier_by;
  MarginCloseFee close_fee;
  MarginRounding rounding;
  MarginCrossMarks cross_marks;
  MarginReturns returns;
  MarginEnd end;
  double maintenance_floor;  /* settlement currency */
  double close_fee_rate;     /* fraction, 0 to 0.5 */
  double tick;               /* quote; 0 = no rounding */
  double quantum;            /* settlement currency; 0 = none */
  double maker_fee;          /* fraction, -0.5 to 0.5 */
  double taker_fee;          /* fraction, 0 to 0.5 */
  double funding_hours;      /* > 0 */
  double initial_rate;       /* fraction; 0 = not fixed by the venue */
  double initial_slope;      /* per unit of x */
  double max_leverage;       /* times; 0 = not fixed by the venue */
  double oi_lower, oi_upper; /* open-interest bounds; both 0 = none */
  double liquidation_fee;    /* fraction of the value closed by the venue, 0 to 0.5 */
  double end_fraction;       /* MARGIN_END_FRACTION: 0 to 1, of the size */
  double end_above;          /* settlement currency; below it the rest goes at once */
  double backstop_ratio;     /* equity below this part of the maintenance margin: a
                                backstop takes the whole position; 0 = none */
  size_t n_tiers;            /* 1 to MARGIN_MAX_TIERS */
  MarginTier tiers[MARGIN_MAX_TIERS];
} MarginRules;

/** Whether every field of @rules lies in its range and goes with the others. */
MarginStatus margin_rules_check (const MarginRules *rules) MARGIN_CHECKED;

/** The `classroom` rules: one tier of 0.5 % on mark, nothing else. */
void margin_rules_init (MarginRules *rules);

/**
 * margin_rules_build_deductions:
 * @given: for each tier, whether its deduction was stated
 *
 * In a marginal table, fills every deduction that was left out so that the requirement is
 * continuous:
 *
 *     d[0] = 0,   d[i] = d[i-1] + floor[i] (rate[i] - rate[i-1])
 *
 * Source: the venues' own tables, e.g. Binance's `cum` column, rebuilt to the cent.
 */
void margin_rules_build_deductions (MarginRules *rules, const unsigned char given[]);

/** The greatest leverage any tier allows, the rule set's own limit, or 0 where there is
 * none. */
double margin_rules_max_leverage (const MarginRules *rules);

#endif
