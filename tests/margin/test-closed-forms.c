/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The forms that venues publish against the one solver, over random positions under one
 * tier. */

#include "margin/account.h"
#include "margin/liquidation.h"
#include "margin/requirement.h"
#include "margin/value.h"

#include "closed-forms.h"
#include "draw.h"

#include <float.h>

#define FEW 2000

/* --- the comparison --- */

/* 1e-12 as long as no terms cancel by more than a thousand times, then in proportion:
 * four roundings for each time. */
static double
bound_of (const ClosedForm *form)
{
  return fmax (1e-12, 4 * DBL_EPSILON * form->condition);
}

static gboolean
is_near (double a, double b, double bound)
{
  return fabs (a - b) <= bound * fabs (b);
}

/* @gap: equity less requirement at the mark, in parts of what the position is worth. The
 * form has nothing to say where that is 0 but for the last bits, nor where itself it ends
 * on the farthest price but for them. */
static gboolean
is_on_an_edge (const ClosedForm *form, double gap, double mark)
{
  double bound = bound_of (form);

  return fabs (gap) <= 1e-11 || !(form->condition < 1e13) ||
         is_near (form->price, mark / 1e9, bound) ||
         is_near (form->price, mark * 1e9, bound);
}

/* The kind of answer both agreed on; MARGIN_INVALID where there was nothing to compare.
 */
static MarginKind
agree (const MarginPoint *point, const ClosedForm *form, double gap, double mark)
{
  if (is_on_an_edge (form, gap, mark))
    return MARGIN_INVALID;
  if (gap < 0) {
    g_assert_cmpint (point->kind, ==, MARGIN_NOW);
  } else if (!(form->price >= mark / 1e9 && form->price <= mark * 1e9)) {
    if (point->kind != MARGIN_NONE)
      g_error ("got %.17g where the form says %.17g", point->price, form->price);
  } else if (point->kind != MARGIN_PRICE ||
             !is_near (point->price, form->price, bound_of (form)))
    g_error ("got %.17g, expected %.17g, condition %g", point->price, form->price,
             form->condition);
  return point->kind;
}

static double
gap_of (const MarginInputs *in)
{
  double scale = margin_value (in, in->mark) + margin_entry_value (in) + in->margin;

  return (margin_equity_at (in, in->mark) - margin_requirement_at (in, in->mark)) / scale;
}

static MarginKind
agree_isolated (const MarginInputs *in, ClosedForm form)
{
  MarginAccount account = { .n_positions = 1, .positions = in };
  MarginPoint point = margin_liquidation (in);
  MarginPoint same = margin_account_liquidation (&account, 0);

  g_assert_cmpint (same.kind, ==, point.kind);
  g_assert_true (is_near (same.price, point.price, 0));
  return agree (&point, &form, gap_of (in), in->mark);
}

/* --- the draws --- */

/* Collateral of any size, and now and then next to what the position is worth: there the
 * line runs away to zero or without end. */
static double
draw_collateral (double value)
{
  if (g_test_rand_int_range (0, 4) > 0)
    return value * draw_log (0.005, 3);
  return value * (1 + (draw_bit () ? 1 : -1) * draw_log (1e-14, 0.1));
}

static void
draw_one (MarginInputs *in, MarginContract contract)
{
  double value;

  margin_inputs_init (in);
  in->contract = contract;
  in->side = draw_bit () ? MARGIN_LONG : MARGIN_SHORT;
  in->entry = draw_log (0.01, 1e5);
  in->mark = in->entry * draw_log (0.7, 1.4);
  in->size = draw_log (0.01, 1e5);
  in->leverage = floor (draw_log (1, 126));
  in->rules.tiers[0].rate = draw_log (0.001, 0.1);
  value = margin_entry_value (in);
  in->margin = draw_collateral (value);
  in->rules.close_fee_rate = draw_log (1e-5, 0.002);
}

static MarginInputs
one (MarginContract contract)
{
  MarginInputs in;

  draw_one (&in, contract);
  return in;
}

/* What is required does not move, and a reserve stands on both sides. */
static MarginInputs
one_on_entry (MarginContract contract, MarginCloseFee fee)
{
  MarginInputs in = one (contract);

  in.rules.maintenance_on = MARGIN_ON_ENTRY;
  in.rules.close_fee = fee;
  return in;
}

static void
deduct (MarginInputs *in)
{
  MarginTier *tier = &in->rules.tiers[0];
  double value = fmin (margin_entry_value (in), margin_value (in, in->mark));

  tier->deduction = value * tier->rate * draw_between (0, 0.5);
}

/* A requirement is never negative, which no form says: whether the deduction of @in has
 * taken all of it at @price. */
static gboolean
is_used_up (const MarginInputs *in, double price)
{
  const MarginTier *tier = &in->rules.tiers[0];

  return tier->deduction > 0 &&
         !(price > 0 && margin_value (in, price) * tier->rate >= tier->deduction);
}

/* A cross account: first its positions in one market, then up to three others. */
typedef struct {
  MarginInputs in[8];
  size_t n, own;
  double wallet;
  double mm_other, pnl_other; /* of the other markets, at their marks */
  double size;                /* of all that was added up */
} Cross;

static void
draw_cross (Cross *x, MarginContract contract, size_t own)
{
  *x = (Cross){ .own = own, .n = own + (size_t) g_test_rand_int_range (0, 4) };
  for (size_t i = 0; i < x->n; i++) {
    MarginInputs *in = &x->in[i];
    const MarginTier *tier = &in->rules.tiers[0];

    draw_one (in, contract);
    in->market = (unsigned) MAX (i + 1, own);
    if (i < own) {
      in->mark = x->in[0].mark;
      in->entry = in->mark * draw_log (0.7, 1.4);
    } else
      in->size *= margin_value (&x->in[0], x->in[0].mark) / margin_value (in, in->mark) *
                  draw_log (0.01, 10);
    if (draw_bit ())
      deduct (in);
    if (i >= own) {
      x->mm_other += margin_value (in, in->mark) * tier->rate - tier->deduction;
      x->pnl_other += margin_pnl (in, in->mark);
    }
    x->size += margin_value (in, in->mark) + margin_entry_value (in);
  }
  x->wallet = draw_collateral (x->size / 2);
  x->size += x->wallet;
}

static MarginKind
agree_cross (const Cross *x, ClosedForm form)
{
  MarginAccount account = {
    .is_cross = true, .wallet = x->wallet, .n_positions = x->n, .positions = x->in
  };
  MarginOutcome outcomes[G_N_ELEMENTS (x->in)];
  MarginTotals totals;
  MarginPoint point = margin_account_liquidation (&account, 0);

  for (size_t i = 0; i < x->own; i++)
    if (is_used_up (&x->in[i], form.price))
      return MARGIN_INVALID;
  g_assert_cmpint (margin_account_evaluate (&account, &totals, outcomes), ==, MARGIN_OK);
  /* The sums over the others have lost digits before the form sees them. */
  form.condition +=
      x->size / fabs (x->in[0].contract == MARGIN_INVERSE ? form.below : form.above);
  return agree (&point, &form, (totals.equity - totals.requirement) / x->size,
                x->in[0].mark);
}

/* --- the forms, cross --- */

static MarginKind
binance_linear (void)
{
  Cross x;
  const MarginInputs *in = &x.in[0];
  const MarginTier *tier = &in->rules.tiers[0];

  draw_cross (&x, MARGIN_LINEAR, 1);
  return agree_cross (&x, closed_binance_linear (x.wallet, x.mm_other, x.pnl_other,
                                                 tier->deduction, in->side, in->size,
                                                 in->entry, tier->rate));
}

static ClosedLeg
leg_of (const MarginInputs *in)
{
  const MarginTier *tier = &in->rules.tiers[0];

  return (ClosedLeg){ in->size, in->entry, tier->rate, tier->deduction };
}

static MarginKind
binance_hedge (void)
{
  Cross x;
  ClosedLeg up, down;

  draw_cross (&x, MARGIN_LINEAR, 2);
  x.in[0].side = MARGIN_LONG;
  x.in[1].side = MARGIN_SHORT;
  up = leg_of (&x.in[0]);
  down = leg_of (&x.in[1]);
  return agree_cross (
      &x, closed_binance_hedge (x.wallet, x.mm_other, x.pnl_other, &up, &down));
}

static MarginKind
binance_inverse (void)
{
  Cross x;
  const MarginInputs *in = &x.in[0];
  const MarginTier *tier = &in->rules.tiers[0];

  draw_cross (&x, MARGIN_INVERSE, 1);
  return agree_cross (&x, closed_binance_inverse (x.wallet, x.mm_other, x.pnl_other,
                                                  tier->deduction, in->side, in->size,
                                                  in->entry, tier->rate));
}

static MarginKind
dydx (void)
{
  Cross x;
  MarginInputs *in = &x.in[0];

  draw_cross (&x, MARGIN_LINEAR, 1);
  for (size_t j = 0; j < x.n; j++) {
    x.in[j].rules.trigger_when = MARGIN_TRIGGER_BELOW;
    x.in[j].rules.tiers[0].deduction = 0;
  }
  x.mm_other = 0;
  for (size_t j = 1; j < x.n; j++)
    x.mm_other += margin_value (&x.in[j], x.in[j].mark) * x.in[j].rules.tiers[0].rate;
  return agree_cross (&x, closed_dydx (x.wallet + x.pnl_other + margin_pnl (in, in->mark),
                                       x.mm_other, in->side * in->size, in->mark,
                                       in->rules.tiers[0].rate));
}

/* The only position of its account: the fee at bankruptcy is known beforehand. A short
 * that the wallet covers whole has no bankruptcy, and no fee for it. */
static MarginKind
bybit_inverse_cross (void)
{
  Cross x = { .n = 1, .own = 1 };
  MarginInputs *in = &x.in[0];
  double value, left;

  *in = one_on_entry (MARGIN_INVERSE, MARGIN_FEE_RESERVED);
  value = margin_entry_value (in);
  x.wallet = draw_collateral (value);
  x.size = margin_value (in, in->mark) + value + x.wallet;
  left = value + in->side * x.wallet;
  if (left <= margin_value (in, in->mark * 1e9))
    in->rules.close_fee_rate = 0;
  return agree_cross (&x, closed_bybit_inverse_cross (x.wallet, in->side, in->size,
                                                      in->entry, in->rules.tiers[0].rate,
                                                      in->rules.close_fee_rate));
}

/* --- the forms, isolated --- */

static MarginKind
linear_with_a_fee (void)
{
  MarginInputs in = one (MARGIN_LINEAR);
  double fee = draw_bit () ? in.rules.close_fee_rate : 0;

  in.rules.close_fee = fee > 0 ? MARGIN_FEE_ADDED : MARGIN_FEE_NONE;
  return agree_isolated (&in, closed_linear_fee (in.margin, in.side, in.size, in.entry,
                                                 in.rules.tiers[0].rate, fee));
}

static MarginKind
inverse_with_a_fee (void)
{
  MarginInputs in = one (MARGIN_INVERSE);
  double fee = draw_bit () ? in.rules.close_fee_rate : 0;

  in.rules.close_fee = fee > 0 ? MARGIN_FEE_ADDED : MARGIN_FEE_NONE;
  return agree_isolated (&in, closed_inverse_fee (in.margin, in.side, in.size, in.entry,
                                                  in.rules.tiers[0].rate, fee));
}

static MarginKind
bybit_linear_on_entry (void)
{
  MarginInputs in = one_on_entry (MARGIN_LINEAR, MARGIN_FEE_RESERVED);
  double extra = draw_bit () ? in.margin : 0;

  in.margin = margin_default_margin (&in) + extra;
  if (draw_bit ())
    deduct (&in);
  return agree_isolated (&in, closed_bybit_linear (extra, in.side, in.size, in.entry,
                                                   in.leverage, in.rules.tiers[0].rate,
                                                   in.rules.tiers[0].deduction));
}

static MarginKind
bybit_inverse_on_entry (void)
{
  MarginInputs in = one_on_entry (MARGIN_INVERSE, MARGIN_FEE_RESERVED);

  in.margin = margin_default_margin (&in);
  if (draw_bit ())
    deduct (&in);
  return agree_isolated (&in, closed_bybit_inverse (in.side, in.size, in.entry,
                                                    in.leverage, in.rules.tiers[0].rate,
                                                    in.rules.tiers[0].deduction));
}

static MarginKind
hyperliquid (void)
{
  MarginInputs in = one (MARGIN_LINEAR);
  double most = (double) g_test_rand_int_range (3, 51);
  double equity = in.margin + margin_pnl (&in, in.mark);
  double rate = 1 / (2 * most);

  in.rules.tiers[0].rate = rate;
  return agree_isolated (&in, closed_hyperliquid (equity, in.size * in.mark * rate,
                                                  in.side, in.size, in.mark, rate));
}

static MarginKind
bitmex_on_entry (void)
{
  MarginContract contract = (MarginContract) g_test_rand_int_range (0, 3);
  MarginInputs in = one_on_entry (contract, MARGIN_FEE_RESERVED_COST);
  double cost = margin_value (&in, in.entry), rate = in.rules.tiers[0].rate;

  in.rules.tier_shape = MARGIN_TIER_WHOLE;
  return agree_isolated (
      &in, contract == MARGIN_INVERSE
               ? closed_bitmex_inverse (in.margin, in.side, in.size, cost, rate)
               : closed_bitmex_linear (in.margin, in.side, in.size, cost, rate));
}

/* --- bankruptcy and the return on the margin --- */

static MarginKind
agree_bankrupt (const MarginInputs *in, const ClosedForm *form)
{
  MarginPoint point = margin_bankruptcy (in);
  double scale = margin_value (in, in->mark) + margin_entry_value (in) + in->margin;

  return agree (&point, form, (in->margin + margin_pnl (in, in->mark)) / scale, in->mark);
}

/* A posted reserve is not the trader's, whichever fee it is for. */
static MarginInputs
one_with_any_reserve (void)
{
  MarginInputs in = one (draw_bit () ? MARGIN_LINEAR : MARGIN_INVERSE);

  in.rules.close_fee = (MarginCloseFee) g_test_rand_int_range (0, 5);
  return in;
}

static MarginKind
bankruptcy (void)
{
  MarginInputs in = one_with_any_reserve ();
  ClosedForm form =
      in.contract == MARGIN_INVERSE
          ? closed_bankruptcy_inverse (in.margin, in.side, in.size, in.entry)
          : closed_bankruptcy_linear (in.margin, in.side, in.size, in.entry);

  return agree_bankrupt (&in, &form);
}

static MarginKind
bankruptcy_at_a_leverage (void)
{
  MarginInputs in = one_with_any_reserve ();
  ClosedForm form = in.contract == MARGIN_INVERSE
                        ? closed_bankruptcy_inverse_at (in.side, in.entry, in.leverage)
                        : closed_bankruptcy_at (in.side, in.entry, in.leverage);

  in.margin = margin_default_margin (&in);
  return agree_bankrupt (&in, &form);
}

/* ROE is PnL over V / L, whatever margin is posted. */
static void
return_on_equity (void)
{
  for (int i = draw_rounds (FEW); i > 0; i--) {
    MarginInputs in = one (draw_bit () ? MARGIN_LINEAR : MARGIN_INVERSE);
    double s = in.side, move = in.mark / in.entry;
    double linear = s * (move - 1) * in.leverage;
    double inverse = s * (1 - 1 / move) * in.leverage;
    double expected = in.contract == MARGIN_INVERSE ? inverse : linear;
    MarginOutcome out;

    g_assert_cmpint (margin_evaluate (&in, &out), ==, MARGIN_OK);
    if (fabs (out.roe - expected) > 1e-12 * in.leverage)
      g_error ("got %.17g, expected %.17g", out.roe, expected);
  }
}

/* Both margins by either rule; the reserve is always of the entry. */
static void
bybit_margins (void)
{
  for (int i = draw_rounds (FEW); i > 0; i--) {
    MarginInputs in = one (draw_bit () ? MARGIN_LINEAR : MARGIN_INVERSE);
    const MarginTier *tier = &in.rules.tiers[0];
    MarginBasis basis = draw_bit () ? MARGIN_ON_MARK : MARGIN_ON_ENTRY;
    double value = margin_value (&in, basis == MARGIN_ON_MARK ? in.mark : in.entry);
    double F =
        closed_bybit_reserve (margin_value (&in, in.entry), in.side, in.leverage,
                              in.rules.close_fee_rate, in.contract == MARGIN_INVERSE);
    MarginOutcome out;

    in.rules.close_fee = MARGIN_FEE_RESERVED;
    in.rules.maintenance_on = in.rules.initial_on = basis;
    if (draw_bit ())
      deduct (&in);
    g_assert_cmpint (margin_evaluate (&in, &out), ==, MARGIN_OK);
    g_assert_true (is_near (out.initial_margin + out.close_fee,
                            closed_bybit_initial (value, in.leverage, F), 1e-12));
    g_assert_true (is_near (
        out.requirement, closed_bybit_maintenance (value, tier->rate, tier->deduction, F),
        1e-12));
  }
}

typedef MarginKind (*Trial) (void);

/* Most draws must have come to a price, or nothing would have been shown. */
static void
agrees (gconstpointer data)
{
  const Trial *trial = data;
  int n[] = {
    [MARGIN_PRICE] = 0, [MARGIN_NONE] = 0, [MARGIN_NOW] = 0, [MARGIN_INVALID] = 0
  };
  int rounds = draw_rounds (FEW);

  for (int i = 0; i < rounds; i++)
    n[(*trial) ()]++;
  g_test_message ("%d prices, %d none, %d now, %d not comparable", n[MARGIN_PRICE],
                  n[MARGIN_NONE], n[MARGIN_NOW], n[MARGIN_INVALID]);
  g_assert_cmpint (n[MARGIN_PRICE], >, rounds / 3);
  g_assert_cmpint (n[MARGIN_INVALID], <, rounds / 3);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *claim;
    Trial trial;
  } forms[] = {
    { "/margin/closed-forms/binance-linear", binance_linear },
    { "/margin/closed-forms/binance-hedge", binance_hedge },
    { "/margin/closed-forms/binance-inverse", binance_inverse },
    { "/margin/closed-forms/dydx", dydx },
    { "/margin/closed-forms/bybit-inverse-cross", bybit_inverse_cross },
    { "/margin/closed-forms/linear-with-a-fee", linear_with_a_fee },
    { "/margin/closed-forms/inverse-with-a-fee", inverse_with_a_fee },
    { "/margin/closed-forms/bybit-linear-on-entry", bybit_linear_on_entry },
    { "/margin/closed-forms/bybit-inverse-on-entry", bybit_inverse_on_entry },
    { "/margin/closed-forms/hyperliquid", hyperliquid },
    { "/margin/closed-forms/bitmex-on-entry", bitmex_on_entry },
    { "/margin/closed-forms/bankruptcy", bankruptcy },
    { "/margin/closed-forms/bankruptcy-at-a-leverage", bankruptcy_at_a_leverage },
  };

  g_test_init (&argc, &argv, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (forms); i++)
    g_test_add_data_func (forms[i].claim, &forms[i].trial, agrees);
  g_test_add_func ("/margin/closed-forms/bybit-margins", bybit_margins);
  g_test_add_func ("/margin/closed-forms/return-on-equity", return_on_equity);
  return g_test_run ();
}
