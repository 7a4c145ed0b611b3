/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/kernel.h"

#define KERNELS(set)                                                                     \
  MARGIN_KERNEL_FUNCTIONS (set)                                                          \
  static bool runs_##set (void)

KERNELS (plain)
{
  return true;
}

#ifdef MARGIN_HAS_X86_KERNELS
KERNELS (v3)
{
  return __builtin_cpu_supports ("x86-64-v3");
}

KERNELS (v4)
{
  return __builtin_cpu_supports ("x86-64-v4");
}
#endif

#define ROW(set)                                                                         \
  {                                                                                      \
    .name = #set, .runs_here = runs_##set, .solve_block = margin_solve_block_##set,      \
    .batch_rows = margin_batch_rows_##set, .batch_ratios = margin_batch_ratios_##set,    \
    .grid_gain = margin_grid_gain_##set, .grid_row = margin_grid_row_##set,              \
    .grid_row_float = margin_grid_row_float_##set                                        \
  }

const MarginKernels margin_kernel_sets[] = {
  ROW (plain),
#ifdef MARGIN_HAS_X86_KERNELS
  ROW (v3),
  ROW (v4),
#endif
};

const size_t margin_n_kernel_sets =
    sizeof margin_kernel_sets / sizeof margin_kernel_sets[0];

size_t
margin_last_true (const bool truths[], size_t n)
{
  size_t last = 0;

  for (size_t i = 1; i < n; i++)
    if (truths[i])
      last = i;
  return last;
}

const MarginKernels *
margin_kernels (void)
{
  bool runs[sizeof margin_kernel_sets / sizeof margin_kernel_sets[0]];

  for (size_t i = 0; i < margin_n_kernel_sets; i++)
    runs[i] = margin_kernel_sets[i].runs_here ();
  return &margin_kernel_sets[margin_last_true (runs, margin_n_kernel_sets)];
}
