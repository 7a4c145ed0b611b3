/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_MARGIN_CLOSED_FORMS_H
#define TESTS_MARGIN_CLOSED_FORMS_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

/* The liquidation price as venues publish it, each for one tier, written as it stands on
 * their pages. Nothing here knows the solver.
 *
 *     s = +1 long, -1 short     q = size in coins     Q = size in quote, V = Q / E coins
 *     E = entry, P = mark       L = leverage          W = collateral
 *     m = maintenance rate      c = deduction         f = fee rate
 *
 * Every form is a quotient of two sums. A double carries 16 digits, and where terms
 * cancel, as many of them are lost as the terms are larger than their sum: `condition` is
 * how many times that is, above and below together. No other arithmetic in doubles on the
 * same figures can be expected to agree more closely than some multiple of
 * condition * 2^-52. */

typedef struct {
  double price;        /* above / below */
  double above, below; /* the sums */
  double condition;
} ClosedForm;

#define TERMS(...) ((const double[]){ __VA_ARGS__, NAN })

static inline ClosedForm
closed_quotient (const double above[], const double below[])
{
  double over = 0, under = 0, over_size = 0, under_size = 0;

  for (size_t i = 0; !isnan (above[i]); i++) {
    over += above[i];
    over_size += fabs (above[i]);
  }
  for (size_t i = 0; !isnan (below[i]); i++) {
    under += below[i];
    under_size += fabs (below[i]);
  }
  return (ClosedForm){ over / under, over, under,
                       over_size / fabs (over) + under_size / fabs (under) };
}

/* Binance USD-M; of the other positions what they need and what they have made, at their
 * marks:
 *
 *     (W - MM_other + PnL_other + c - s q E) / (q m - s q) */
static inline ClosedForm
closed_binance_linear (double W, double mm_other, double pnl_other, double c, double s,
                       double q, double E, double m)
{
  return closed_quotient (TERMS (W, -mm_other, pnl_other, c, -s * q * E),
                          TERMS (q * m, -s * q));
}

/* One leg of a market held both ways. */
typedef struct {
  double q, E, m, c;
} ClosedLeg;

/* Binance USD-M in hedge mode; both legs share the price:
 *
 *     (W - MM_other + PnL_other + cL + cS - qL EL + qS ES) / (qL mL + qS mS - qL + qS) */
static inline ClosedForm
closed_binance_hedge (double W, double mm_other, double pnl_other, const ClosedLeg *l,
                      const ClosedLeg *s)
{
  return closed_quotient (
      TERMS (W, -mm_other, pnl_other, l->c, s->c, -l->q * l->E, s->q * s->E),
      TERMS (l->q * l->m, s->q * s->m, -l->q, s->q));
}

/* Binance COIN-M:  (s Q + m Q) / (W - MM_other + PnL_other + c + s Q / E) */
static inline ClosedForm
closed_binance_inverse (double W, double mm_other, double pnl_other, double c, double s,
                        double Q, double E, double m)
{
  return closed_quotient (TERMS (s * Q, m * Q),
                          TERMS (W, -mm_other, pnl_other, c, s * Q / E));
}

/* OKX, Gate, Bitget, Phemex; with f = 0 Bybit's mark rule and Vega:
 *
 *     (E - s W / q) / (1 - s (m + f)) */
static inline ClosedForm
closed_linear_fee (double W, double s, double q, double E, double m, double f)
{
  return closed_quotient (TERMS (E, -s * W / q), TERMS (1, -s * (m + f)));
}

/* OKX and Gate, inverse:  Q (1 + m + f) / (Q / E + W)  long,
 *                         Q (1 - m - f) / (Q / E - W)  short */
static inline ClosedForm
closed_inverse_fee (double W, double s, double Q, double E, double m, double f)
{
  return s > 0 ? closed_quotient (TERMS (Q, Q * m, Q * f), TERMS (Q / E, W))
               : closed_quotient (TERMS (Q, -Q * m, -Q * f), TERMS (Q / E, -W));
}

/* Bybit, older rule:  E - s ((V / L - (V m - c)) + extra) / q,  V = q E */
static inline ClosedForm
closed_bybit_linear (double extra, double s, double q, double E, double L, double m,
                     double c)
{
  double V = q * E;

  return closed_quotient (
      TERMS (E, -s * V / L / q, s * V * m / q, -s * c / q, -s * extra / q), TERMS (1));
}

/* Bybit inverse, older rule:  Q / (V + s (V / L - V m + c)) */
static inline ClosedForm
closed_bybit_inverse (double s, double Q, double E, double L, double m, double c)
{
  double V = Q / E;

  return closed_quotient (TERMS (Q), TERMS (V, s * V / L, -s * V * m, s * c));
}

/* Bybit inverse, cross, older rule. The price is given by
 *
 *     s Q (1/E - 1/price) = -(W - V m - Q f / BP),   BP = (1 + s f) Q / (V + s W)
 *
 * The page prints the long and takes the fee on the bankruptcy value. */
static inline ClosedForm
closed_bybit_inverse_cross (double W, double s, double Q, double E, double m, double f)
{
  double V = Q / E;
  double at_bankruptcy = (V + s * W) / (1 + s * f);

  return closed_quotient (TERMS (Q),
                          TERMS (V, s * W, -s * V * m, -s * f * at_bankruptcy));
}

/* What Bybit keeps back for closing, of V at the entry, and what it counts into both
 * margins, of `value` at the entry or at the mark:
 *
 *     F = f V (1 - s / L),  inverse f V (1 + s / L)
 *     initial  value / L + F,     maintenance  value m - c + F */
static inline double
closed_bybit_reserve (double V, double s, double L, double f, bool is_inverse)
{
  return f * V * (1 + (is_inverse ? s : -s) / L);
}

static inline double
closed_bybit_initial (double value, double L, double F)
{
  return value / L + F;
}

static inline double
closed_bybit_maintenance (double value, double m, double c, double F)
{
  return value * m - c + F;
}

/* Hyperliquid:  P - s available / q / (1 - s l),  available = equity - maintenance,
 * l = 1 / (2 greatest leverage) */
static inline ClosedForm
closed_hyperliquid (double equity, double maintenance, double s, double q, double P,
                    double l)
{
  return closed_quotient (TERMS (P * (1 - s * l), -s * equity / q, s * maintenance / q),
                          TERMS (1, -s * l));
}

/* dYdX v4:  (e - z p - MM_other) / (|z| m - z),  z = s q, e = equity */
static inline ClosedForm
closed_dydx (double e, double mm_other, double z, double p, double m)
{
  return closed_quotient (TERMS (e, -z * p, -mm_other), TERMS (fabs (z) * m, -z));
}

/* BitMEX and KuCoin, isolated: what may be lost is the margin less the maintenance on the
 * entry cost, and the fee cancels.
 *
 *     linear, quanto:  (cost - s (margin - m cost)) / q
 *     inverse:         Q / (cost + s (margin - m cost)) */
static inline ClosedForm
closed_bitmex_linear (double margin, double s, double q, double cost, double m)
{
  return closed_quotient (TERMS (cost, -s * margin, s * m * cost), TERMS (q));
}

static inline ClosedForm
closed_bitmex_inverse (double margin, double s, double Q, double cost, double m)
{
  return closed_quotient (TERMS (Q), TERMS (cost, s * margin, -s * m * cost));
}

/* Bankruptcy with the margin that is there:  E - s W / q,  inverse Q / (Q / E + s W) */
static inline ClosedForm
closed_bankruptcy_linear (double W, double s, double q, double E)
{
  return closed_quotient (TERMS (E, -s * W / q), TERMS (1));
}

static inline ClosedForm
closed_bankruptcy_inverse (double W, double s, double Q, double E)
{
  return closed_quotient (TERMS (Q), TERMS (Q / E, s * W));
}

/* Bankruptcy with the margin of the leverage:  E (1 - s / L),  inverse E L / (L + s) */
static inline ClosedForm
closed_bankruptcy_at (double s, double E, double L)
{
  return closed_quotient (TERMS (E, -s * E / L), TERMS (1));
}

static inline ClosedForm
closed_bankruptcy_inverse_at (double s, double E, double L)
{
  return closed_quotient (TERMS (E * L), TERMS (L, s));
}

#endif
