/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/inputs.h"

#include <string.h>

#define ROW(field, u, a, b, c, d, e)                                                     \
  { .name = #field,                                                                      \
    .offset = offsetof (MarginInputs, field),                                            \
    .unit = MARGIN_UNIT_##u,                                                             \
    .least = (a),                                                                        \
    .most = (b),                                                                         \
    .low = (c),                                                                          \
    .high = (d),                                                                         \
    .first = (e) },

const MarginInputRow margin_inputs[] = { MARGIN_INPUT_ROWS (ROW) };
const size_t margin_n_inputs = sizeof margin_inputs / sizeof margin_inputs[0];

#undef ROW

const MarginInputRow *
margin_input_row (const char *name)
{
  for (size_t i = 0; i < margin_n_inputs; i++)
    if (strcmp (margin_inputs[i].name, name) == 0)
      return &margin_inputs[i];
  return NULL;
}

double
margin_input_get (const MarginInputs *in, const MarginInputRow *row)
{
  double value;

  memcpy (&value, (const char *) in + row->offset, sizeof value);
  return value;
}

void
margin_input_set (MarginInputs *in, const MarginInputRow *row, double value)
{
  memcpy ((char *) in + row->offset, &value, sizeof value);
}

void
margin_inputs_init (MarginInputs *in)
{
  *in = (MarginInputs){
    .contract = MARGIN_LINEAR,
    .side = MARGIN_LONG,
    .call_ratio = 0.5,
  };
  margin_rules_init (&in->rules);
  for (size_t i = 0; i < margin_n_inputs; i++)
    margin_input_set (in, &margin_inputs[i], margin_inputs[i].first);
}
