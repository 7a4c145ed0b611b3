/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/ink.h"

#include <math.h>

#define RGB(hex)                                                                         \
  {                                                                                      \
    ((hex) >> 16 & 255) / 255.0, ((hex) >> 8 & 255) / 255.0, ((hex) &255) / 255.0        \
  }

/* Every colour of text stands out 4.5 to 1 or more from its paper, an axis 3 to 1; the
 * tests hold them to it. Grid and trough carry no meaning of their own. */

const ChartInk chart_ink_light = {
  .name = "light",
  .paper = RGB (0xFFFFFF),
  .colours = { [CHART_INK] = RGB (0x1E1E24),
               [CHART_QUIET] = RGB (0x5E5C64),
               [CHART_AXIS] = RGB (0x85828B),
               [CHART_GAIN] = RGB (0x1B5FAD),
               [CHART_LOSS] = RGB (0xA84A00),
               [CHART_WARN] = RGB (0x8A6100),
               [CHART_YOU] = RGB (0x813D9C),
               [CHART_ORDER] = RGB (0x0D6E6E),
               [CHART_RULE] = RGB (0xE3E2E5),
               [CHART_PAPER] = RGB (0xFFFFFF),
               [CHART_TROUGH] = RGB (0xDDDCDF) },
  .band = RGB (0xF2C94C),
  .band_strength = 0.22,
  .hatch_stroke = 1,
  .hatch_strength = 0.45,
  .tint = 1,
};

const ChartInk chart_ink_dark = {
  .name = "dark",
  .paper = RGB (0x303034),
  .colours = { [CHART_INK] = RGB (0xF6F5F4),
               [CHART_QUIET] = RGB (0xB8B5BE),
               [CHART_AXIS] = RGB (0x8F8C96),
               [CHART_GAIN] = RGB (0x78B6FF),
               [CHART_LOSS] = RGB (0xFF9A52),
               [CHART_WARN] = RGB (0xF2C94C),
               [CHART_YOU] = RGB (0xD9A5EF),
               [CHART_ORDER] = RGB (0x5FD0C5),
               [CHART_RULE] = RGB (0x434348),
               [CHART_PAPER] = RGB (0x303034),
               [CHART_TROUGH] = RGB (0x515156) },
  .band = RGB (0xF2C94C),
  .band_strength = 0.1,
  .hatch_stroke = 1,
  .hatch_strength = 0.45,
  .tint = 1,
};

const ChartInk chart_ink_contrast = {
  .name = "contrast",
  .paper = RGB (0xFFFFFF),
  .colours = { [CHART_INK] = RGB (0x000000),
               [CHART_QUIET] = RGB (0x2B2B2B),
               [CHART_AXIS] = RGB (0x4A4A4A),
               [CHART_GAIN] = RGB (0x003F8A),
               [CHART_LOSS] = RGB (0x7A2E00),
               [CHART_WARN] = RGB (0x5C4000),
               [CHART_YOU] = RGB (0x5B1A78),
               [CHART_ORDER] = RGB (0x004B4B),
               [CHART_RULE] = RGB (0xFFFFFF),
               [CHART_PAPER] = RGB (0xFFFFFF),
               [CHART_TROUGH] = RGB (0xD0D0D0) },
  .extra_stroke = 1,
  .hatch_stroke = 2,
  .hatch_strength = 1,
};

const ChartInk chart_ink_contrast_dark = {
  .name = "contrast-dark",
  .paper = RGB (0x303034),
  .colours = { [CHART_INK] = RGB (0xFFFFFF),
               [CHART_QUIET] = RGB (0xE4E2E8),
               [CHART_AXIS] = RGB (0xC9C6D0),
               [CHART_GAIN] = RGB (0xB5D8FF),
               [CHART_LOSS] = RGB (0xFFC59B),
               [CHART_WARN] = RGB (0xFFE28A),
               [CHART_YOU] = RGB (0xF0D2FF),
               [CHART_ORDER] = RGB (0x9DEBE3),
               [CHART_RULE] = RGB (0x303034),
               [CHART_PAPER] = RGB (0x303034),
               [CHART_TROUGH] = RGB (0x66666C) },
  .extra_stroke = 1,
  .hatch_stroke = 2,
  .hatch_strength = 1,
};

const ChartInk chart_ink_print = {
  .name = "print",
  .paper = RGB (0xFFFFFF),
  .colours = { [CHART_INK] = RGB (0x000000),
               [CHART_QUIET] = RGB (0x404040),
               [CHART_AXIS] = RGB (0x6B6B6B),
               [CHART_GAIN] = RGB (0x1B5FAD),
               [CHART_LOSS] = RGB (0x8F3E00),
               [CHART_WARN] = RGB (0x6B4B00),
               [CHART_YOU] = RGB (0x6A2C85),
               [CHART_ORDER] = RGB (0x0A5656),
               [CHART_RULE] = RGB (0xD0D0D0),
               [CHART_PAPER] = RGB (0xFFFFFF),
               [CHART_TROUGH] = RGB (0xD8D8D8) },
  .extra_stroke = -0.3,
  .hatch_stroke = 0.7,
  .hatch_strength = 1,
};

static double
linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

/* Source: WCAG 2.1, "relative luminance". */
static double
luminance (ChartRgb colour)
{
  return 0.2126 * linear (colour.red) + 0.7152 * linear (colour.green) +
         0.0722 * linear (colour.blue);
}

double
chart_ink_contrast_ratio (const ChartInk *ink, ChartColour colour)
{
  double one = luminance (ink->colours[colour]), other = luminance (ink->paper);

  return (fmax (one, other) + 0.05) / (fmin (one, other) + 0.05);
}
