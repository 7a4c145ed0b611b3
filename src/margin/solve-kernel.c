/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Compiled once for every instruction set; the loops have no branch that hangs on a row,
 * so that the compiler can take several rows at once. */

#include "margin/solve-kernel.h"

#include "margin/kernel.h"
#include "margin/outward.h"

typedef struct {
  double d[MARGIN_SOLVE_BLOCK];
  double entry_value[MARGIN_SOLVE_BLOCK];
  double value[MARGIN_SOLVE_BLOCK];
  double kept[MARGIN_SOLVE_BLOCK];     /* K: of R what does not move */
  double needed[MARGIN_SOLVE_BLOCK];   /* MM at the mark */
  double furthest[MARGIN_SOLVE_BLOCK]; /* d V of the nearest root so far */
} Block;

static double
greater (double a, double b)
{
  return a > b ? a : b;
}

static inline void
value_rows (bool is_inverse, const MarginSolvePlan *plan, const MarginColumns *columns,
            size_t from, size_t n, Block *block)
{
  const double *side = columns->side + from, *size = columns->size + from;
  const double *entry = columns->entry + from, *mark = columns->mark + from;
  const double *margin = columns->margin + from;

  for (size_t i = 0; i < n; i++) {
    double d = is_inverse ? -side[i] : side[i];
    double entry_value = is_inverse ? size[i] / entry[i] : size[i] * entry[i];
    double value = is_inverse ? size[i] / mark[i] : size[i] * mark[i];
    double bankrupt = (d * entry_value - margin[i]) / (d - plan->bankruptcy_fee);
    double far = bankrupt / value;

    block->d[i] = d;
    block->entry_value[i] = entry_value;
    block->value[i] = value;
    block->kept[i] = plan->entry_fee * entry_value +
                     (far >= 1 / MARGIN_FARTHEST && far <= MARGIN_FARTHEST
                          ? plan->bankruptcy_fee * bankrupt
                          : 0);
    block->needed[i] = 0;
    block->furthest[i] = -HUGE_VAL;
  }
}

static void
take_tier (const MarginSolvePlan *plan, const double *margin, size_t tier, size_t n,
           Block *block)
{
  double rate = plan->rate[tier], deduction = plan->deduction[tier];
  double gaining = plan->gaining[tier], losing = plan->losing[tier];

  for (size_t i = 0; i < n; i++) {
    double d = block->d[i];
    double owed = d * block->entry_value[i] - margin[i] + block->kept[i] - deduction;
    double root = owed * (d > 0 ? gaining : losing);

    block->furthest[i] = greater (block->furthest[i], d * root);
    block->needed[i] = greater (block->needed[i], rate * block->value[i] - deduction);
  }
}

/* 1 or 0: truths as numbers stay in the lanes that numbers are in. */
static double
is_within (double value, double least, double most)
{
  return (value >= least ? 1.0 : 0.0) * (value <= most ? 1.0 : 0.0);
}

static double
is_number (double value)
{
  return is_within (value, MARGIN_LEAST, MARGIN_MOST);
}

/* @is_inverse is said where this is called, so that no row has to ask. */
static inline void
answer_rows (bool is_inverse, const MarginSolvePlan *plan, const MarginColumns *columns,
             size_t from, size_t n, const Block *restrict block, double *restrict price,
             double *restrict kind)
{
  const double *side = columns->side + from, *size = columns->size + from;
  const double *entry = columns->entry + from, *mark = columns->mark + from;
  const double *margin = columns->margin + from;
  double tag_if_equal = plan->is_below ? MARGIN_PRICE : MARGIN_NOW;
  double keep_mark = plan->is_below ? 1 : 0, fee = plan->fee;

  for (size_t i = 0; i < n; i++) {
    double d = block->d[i], value = block->value[i];
    double end = d * block->furthest[i], far = end / value;
    double gap = margin[i] + d * (value - block->entry_value[i]) - block->needed[i] -
                 block->kept[i] - fee * value;
    double scale = greater (greater (value, block->entry_value[i]), fabs (margin[i]));
    double found = is_inverse ? size[i] / end : end / size[i];
    double there = is_within (far, 1 / MARGIN_FARTHEST, MARGIN_FARTHEST);
    double valid = is_within (fabs (side[i]), 1, 1) * is_number (size[i]) *
                   is_number (entry[i]) * is_number (mark[i]) *
                   is_within (fabs (margin[i]), 0, MARGIN_MOST);
    double open = there > 0 ? found : 0;
    double tag = there > 0 ? (double) MARGIN_PRICE : (double) MARGIN_NONE;

    open = gap < 0 ? 0 : open;
    tag = gap < 0 ? (double) MARGIN_NOW : tag;
    open = fabs (gap) <= MARGIN_EQUAL * scale ? keep_mark * mark[i] : open;
    tag = fabs (gap) <= MARGIN_EQUAL * scale ? tag_if_equal : tag;
    price[i] = valid > 0 ? open : 0;
    kind[i] = valid > 0 ? tag : (double) MARGIN_INVALID;
  }
}

void
MARGIN_KERNEL (margin_solve_block) (const MarginSolvePlan *plan,
                                    const MarginColumns *columns, size_t from, size_t n,
                                    double price[], unsigned char kind[])
{
  Block block;
  double tag[MARGIN_SOLVE_BLOCK];

  if (plan->is_inverse)
    value_rows (true, plan, columns, from, n, &block);
  else
    value_rows (false, plan, columns, from, n, &block);
  for (size_t tier = 0; tier < plan->n_tiers; tier++)
    take_tier (plan, columns->margin + from, tier, n, &block);
  if (plan->is_inverse)
    answer_rows (true, plan, columns, from, n, &block, price + from, tag);
  else
    answer_rows (false, plan, columns, from, n, &block, price + from, tag);
  if (kind)
    for (size_t i = 0; i < n; i++)
      kind[from + i] = (unsigned char) tag[i];
}
