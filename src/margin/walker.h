/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MARGIN_WALKER_H
#define MARGIN_WALKER_H

#include "margin/pieces.h"
#include "margin/walk.h"

/**
 * A position under way; private to the room. walk.c leads it along the bars, walk-lines.c
 * finds what it meets next, walk-money.c does the book-keeping.
 */

#define MARGIN_N_SERIES 2

typedef struct {
  const MarginWalk *walk;
  const MarginBar *bars[MARGIN_N_SERIES];  /* by MarginSeries */
  MarginSeries watched;                    /* what the venue looks at */
  MarginInputs in;                         /* margin and size as they are by now */
  double direction, quantity, entry_value; /* of it: d, q and V(E) */
  MarginStatus status;

  size_t bar;
  double now[MARGIN_N_SERIES]; /* prices */

  /* What waits for a price. Levels toward the losing side; what is due already stands at
   * the far end of the other side, what never comes at the far end of this one. */
  double line;
  double call;
  bool is_called;  /* and not yet back */
  uint32_t done;   /* orders that have filled, by bit */
  uint32_t placed; /* take profits that now rest among the trades */
  double low[MARGIN_N_SERIES], high[MARGIN_N_SERIES]; /* between them nothing happens */

  size_t action;  /* the next one */
  size_t funding; /* the next one */
  size_t n_steps; /* of the venue, in all */
  bool is_again;  /* the venue has just made a step at this very price */

  MarginEvent *events;
  size_t room;
  double *equity;
  double peak; /* highest result, counted as equity on what is put in by now */
  MarginWalkSummary sum;
} MarginWalker;

/* --- walk-lines.c --- */

/** The line, the call and the quiet band, after margin or size changed. */
void margin_walker_refresh (MarginWalker *self);

/** The quiet band alone, after an order came, went or filled. */
void margin_walker_band (MarginWalker *self);

/** Goes straight to the prices @to, and does what is due on the way. */
void margin_walker_advance (MarginWalker *self, const double to[MARGIN_N_SERIES]);

/* --- walk-money.c --- */

static inline bool
margin_walker_is_open (const MarginWalker *self)
{
  return self->in.size > 0;
}

/** Equity at the watched price, without a posted reserve. */
static inline double
margin_walker_equity (const MarginWalker *self, double price)
{
  bool is_inverse = self->in.contract == MARGIN_INVERSE;
  double value = is_inverse ? self->quantity / price : self->quantity * price;

  return self->in.margin + self->direction * (value - self->entry_value);
}

/** Takes the equity of this moment into the summary. */
static inline void
margin_walker_note (MarginWalker *self, double equity)
{
  MarginWalkSummary *sum = &self->sum;
  double fall = self->peak - equity;

  /* Not fmin() and fmax(): these are single instructions. */
  sum->lowest_equity = equity < sum->lowest_equity ? equity : sum->lowest_equity;
  sum->largest_drawdown = fall > sum->largest_drawdown ? fall : sum->largest_drawdown;
  self->peak = equity > self->peak ? equity : self->peak;
}

/** What margin_walker_equity() reckons with, after the size changed. */
void margin_walker_measure (MarginWalker *self);

void margin_walker_call (MarginWalker *self);
void margin_walker_pay_funding (MarginWalker *self, const MarginFunding *funding);
void margin_walker_act (MarginWalker *self, const MarginAction *action);
void margin_walker_fill (MarginWalker *self, const MarginOrder *order);

/** The venue makes one step. */
void margin_walker_end_step (MarginWalker *self);

#endif
