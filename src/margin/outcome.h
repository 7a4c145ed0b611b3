/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MARGIN_OUTCOME_H
#define MARGIN_OUTCOME_H

#include "margin/inputs.h"
#include "margin/status.h"

/** What kind of answer a price is. "None" and "now" are answers, not errors. */
typedef enum {
  MARGIN_PRICE, /* at .price */
  MARGIN_NONE,  /* no positive finite price within a factor 1e9 of the mark reaches it */
  MARGIN_NOW,   /* already due at the mark; .price too, where there is one, else 0 */
  MARGIN_INVALID, /* the inputs cannot be answered; margin_check() says why */
} MarginKind;

typedef struct {
  MarginKind kind;
  double price; /* quote per base; 0 where there is none */
} MarginPoint;

/**
 * Everything that follows from one position at its mark.
 *
 * An outcome carries the inputs it answers, so it can be drawn, said, saved and tested
 * alone. Money is in the settlement currency.
 */
typedef struct {
  MarginInputs in;

  double value;              /* V(M) */
  double entry_value;        /* V(E), to the quantum where the venue has one */
  double initial_margin;     /* V(B) i */
  double maintenance_margin; /* MM(M), without the fee */
  double close_fee;          /* the fee in R(M) */
  double requirement;        /* R(M) */
  double unrealised_pnl;     /* PnL(M) */
  double roe;                /* PnL(M) / (V(E) / L) */
  double equity;             /* at the mark */
  double margin_ratio;       /* R / equity; 1 = liquidation; INFINITY where equity <= 0 */
  double effective_leverage; /* V(M) / equity; INFINITY where equity <= 0 */
  double rate;               /* of the tier in force at the mark, slope included */
  double deduction;          /* of that tier */
  double max_leverage; /* the most this margin may take; 0 where nothing limits it */
  double order_cost;   /* initial margin at entry + opening fee + reserve */
  double break_even;   /* price where the result pays both taker fees */
  double funding;      /* received at the next stamp */

  MarginPoint liquidation;
  MarginPoint bankruptcy;
  MarginPoint margin_call; /* where R / equity = in.call_ratio */

  bool is_over;    /* closed by the venue: earlier (in.ended_at) or due at this mark */
  double ended_at; /* price of the end; 0 while open */
  double result;   /* what the position has made: PnL while open, the final loss after */
  double returned; /* what is left of the margin once it is over; 0 while open */
} MarginOutcome;

/**
 * margin_evaluate:
 * @in:  a position, checked here
 * @out: (out): written only on MARGIN_OK
 *
 * Answers every field above in one go. The formulas stand with the functions that answer
 * them alone: value.h, requirement.h, liquidation.h.
 */
MarginStatus margin_evaluate (const MarginInputs *in, MarginOutcome *out) MARGIN_CHECKED;

/**
 * margin_result_at:
 * @out:   an outcome
 * @price: quote per base, > 0
 *
 * What the learner would have made if the price went straight from the entry to @price:
 * PnL(price), and past the liquidation price what the end leaves (-margin, or the PnL at
 * that price where the rules return the rest).
 */
double margin_result_at (const MarginOutcome *out, double price);

/**
 * margin_room:
 *
 * How far the price may still move before the end, as a fraction of the mark:
 * |liquidation / mark - 1|. INFINITY where there is no liquidation price, 0 once over.
 */
double margin_room (const MarginOutcome *out);

/**
 * margin_distance:
 *
 * The signed distance of @price from the entry, price / entry - 1.
 */
double margin_distance (const MarginInputs *in, double price);

#endif
