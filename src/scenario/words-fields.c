/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One value of an outcome by its name, so that a lesson can speak of it without knowing
 * the number. */

#include "scenario/words-private.h"

#include "margin/requirement.h"
#include "margin/value.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef enum {
  AS_MONEY,
  AS_RESULT,
  AS_PRICE,
  AS_MOVE,     /* signed percent */
  AS_DISTANCE, /* unsigned percent */
  AS_SHARE,
  AS_RATE,
  AS_RATIO,
  AS_TIMES,
} Form;

#define NUMBER(name, expression)                                                         \
  static double name (const MarginOutcome *outcome)                                      \
  {                                                                                      \
    const MarginInputs *in = &outcome->in;                                               \
                                                                                         \
    (void) in;                                                                           \
    return (expression);                                                                 \
  }

/* A price that may not be there. */
static double
price_or_nan (double price)
{
  return price > 0 ? price : (double) NAN;
}

static double
line (const MarginOutcome *outcome)
{
  return price_or_nan (lab_words_end (outcome));
}

NUMBER (deposit, in->margin)
NUMBER (leverage, in->leverage)
NUMBER (leverage_now, outcome->effective_leverage)
NUMBER (max_leverage, outcome->max_leverage > 0 ? outcome->max_leverage : (double) NAN)
NUMBER (entry, in->entry)
NUMBER (price_now, in->mark)
NUMBER (move, margin_distance (in, in->mark))
NUMBER (exposure, outcome->entry_value)
NUMBER (exposure_now, outcome->value)
NUMBER (one_percent, lab_words_one_percent (outcome))
NUMBER (result, outcome->result)
NUMBER (result_share, outcome->result / in->margin)
NUMBER (money_now, outcome->is_over ? outcome->returned : outcome->equity)
NUMBER (requirement, outcome->requirement)
NUMBER (margin_ratio, outcome->margin_ratio)
NUMBER (maintenance_rate, outcome->rate)
NUMBER (margin_call_price, price_or_nan (outcome->margin_call.price))
NUMBER (bankruptcy_price, price_or_nan (outcome->bankruptcy.price))
NUMBER (bankruptcy_distance, margin_distance (in, bankruptcy_price (outcome)))
NUMBER (liquidation_price, line (outcome))
NUMBER (liquidation_distance, margin_distance (in, line (outcome)))
NUMBER (room, margin_room (outcome))
NUMBER (requirement_at_end, margin_requirement_at (in, line (outcome)))
NUMBER (equity_at_end, margin_equity_at (in, line (outcome)))
NUMBER (ended_price, price_or_nan (outcome->ended_at))
NUMBER (ended_distance, margin_distance (in, ended_price (outcome)))
NUMBER (returned, lab_words_returned (outcome))

typedef struct {
  const char *name;
  Form form;
  double (*number) (const MarginOutcome *outcome);
} Field;

#define FIELD(name, form)                                                                \
  {                                                                                      \
#name, form, name                                                                    \
  }

static const Field fields[] = {
  FIELD (deposit, AS_MONEY),
  FIELD (leverage, AS_TIMES),
  FIELD (leverage_now, AS_TIMES),
  FIELD (max_leverage, AS_TIMES),
  FIELD (entry, AS_PRICE),
  FIELD (price_now, AS_PRICE),
  FIELD (move, AS_MOVE),
  FIELD (exposure, AS_MONEY),
  FIELD (exposure_now, AS_MONEY),
  FIELD (one_percent, AS_MONEY),
  FIELD (result, AS_RESULT),
  FIELD (result_share, AS_SHARE),
  FIELD (money_now, AS_MONEY),
  FIELD (requirement, AS_MONEY),
  FIELD (margin_ratio, AS_RATIO),
  FIELD (maintenance_rate, AS_RATE),
  FIELD (margin_call_price, AS_PRICE),
  FIELD (bankruptcy_price, AS_PRICE),
  FIELD (bankruptcy_distance, AS_DISTANCE),
  FIELD (liquidation_price, AS_PRICE),
  FIELD (liquidation_distance, AS_DISTANCE),
  FIELD (room, AS_DISTANCE),
  FIELD (requirement_at_end, AS_MONEY),
  FIELD (equity_at_end, AS_MONEY),
  FIELD (ended_price, AS_PRICE),
  FIELD (ended_distance, AS_DISTANCE),
  FIELD (returned, AS_MONEY),
};

static const Field *
find_field (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].name, name))
      return &fields[i];
  return NULL;
}

static char *
dress (const MarginOutcome *outcome, const char *asset, Form form, double value)
{
  switch (form) {
  case AS_MONEY: return lab_words_sum (outcome, asset, value);
  case AS_RESULT: return lab_words_result (outcome, asset, value);
  case AS_PRICE: return lab_words_price (outcome, value);
  case AS_MOVE: return lab_format_move (value);
  case AS_DISTANCE: return lab_format_size_of_move (value);
  case AS_SHARE: return lab_format_share (value);
  case AS_RATE: return lab_format_rate (value);
  case AS_RATIO: return lab_format_ratio (value);
  default: return lab_format_times (value);
  }
}

char *
lab_say_field (const MarginOutcome *outcome, const char *asset, const char *name)
{
  const Field *field = find_field (name);
  double value;

  if (g_str_equal (name, "asset"))
    return g_strdup (asset);
  if (g_str_equal (name, "side"))
    return g_strdup (outcome->in.side == MARGIN_LONG ? _ ("long") : _ ("short"));
  if (field == NULL)
    return NULL;
  value = field->number (outcome);
  /* TRANSLATORS: in place of a price or distance that there is not. */
  return isfinite (value) ? dress (outcome, asset, field->form, value)
                          : g_strdup (_ ("none"));
}
