/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MARGIN_KERNEL_H
#define MARGIN_KERNEL_H

#include "margin/solve-kernel.h"

/**
 * The loops over columns, once for every instruction set; private to the room.
 *
 * The files named *-kernel.c are compiled several times, each time with another
 * MARGIN_KERNEL_SET in the names of their functions. Which of them is taken is decided
 * when a batch begins, by what the processor says it can do.
 */
#define MARGIN_KERNEL_JOIN(name, set)   name##_##set
#define MARGIN_KERNEL_EXPAND(name, set) MARGIN_KERNEL_JOIN (name, set)
#define MARGIN_KERNEL(name)             MARGIN_KERNEL_EXPAND (name, MARGIN_KERNEL_SET)

typedef struct {
  const char *name;
  bool (*runs_here) (void);
  MarginSolveBlock solve_block;
} MarginKernels;

/** All that were built, the plain one first, each later one asking for more. */
extern const MarginKernels margin_kernel_sets[];
extern const size_t margin_n_kernel_sets;

/** The last that runs on this processor. */
const MarginKernels *margin_kernels (void);

#endif
