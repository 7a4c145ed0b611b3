/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/ink-cache.h"

/* The renderer compares most nodes by identity, so they are kept by what they show. */

struct _LabInkCache {
  GHashTable *now, *before; /* guint64 * -> GskRenderNode * */
  guint n_made;
};

static GHashTable *
table (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                (GDestroyNotify) gsk_render_node_unref);
}

/* FNV-1a over eight bytes at a time; marks are cleared when added, so padding is equal.
 */
static guint64
digest (guint64 seed, const void *data, gsize size)
{
  const guint8 *bytes = data;

  for (gsize i = 0; i + 8 <= size; i += 8) {
    guint64 word;

    memcpy (&word, bytes + i, 8);
    seed = (seed ^ word) * G_GUINT64_CONSTANT (0x100000001b3);
    seed ^= seed >> 29;
  }
  return seed;
}

static guint64
fingerprint (const ChartLayout *layout, const ChartMark *mark)
{
  ChartMark plain = *mark;
  guint64 seed;

  plain.first = 0;
  seed = digest (G_GUINT64_CONSTANT (0xcbf29ce484222325), &plain, sizeof plain);
  return digest (seed, layout->points + mark->first, mark->n * sizeof (ChartPoint));
}

/* Takes the node over from the frame before, or makes it. */
static GskRenderNode *
node_for (LabInkCache *self, const ChartLayout *layout, gsize index, LabPen *pen)
{
  guint64 key = fingerprint (layout, &layout->marks[index]);
  GskRenderNode *node = g_hash_table_lookup (self->now, &key);
  gpointer kept_key, kept;

  if (node != NULL)
    return node;
  if (g_hash_table_steal_extended (self->before, &key, &kept_key, &kept)) {
    g_hash_table_insert (self->now, kept_key, kept);
    return kept;
  }
  node = lab_pen_draw (pen, layout, index);
  self->n_made++;
  if (node != NULL)
    g_hash_table_insert (self->now, g_memdup2 (&key, sizeof key), node);
  return node;
}

LabInkCache *
lab_ink_cache_new (void)
{
  LabInkCache *self = g_new0 (LabInkCache, 1);

  self->now = table ();
  self->before = table ();
  return self;
}

void
lab_ink_cache_free (LabInkCache *self)
{
  g_hash_table_unref (self->now);
  g_hash_table_unref (self->before);
  g_free (self);
}

void
lab_ink_cache_clear (LabInkCache *self)
{
  g_hash_table_remove_all (self->now);
  g_hash_table_remove_all (self->before);
}

void
lab_ink_cache_snapshot (LabInkCache *self, const ChartLayout *layout, LabPen *pen,
                        GtkSnapshot *picture)
{
  GHashTable *last = self->before;

  self->before = self->now;
  self->now = last;
  self->n_made = 0;
  for (gsize i = 0; i < layout->n_marks; i++) {
    GskRenderNode *node = node_for (self, layout, i, pen);

    if (node != NULL)
      gtk_snapshot_append_node (picture, node);
  }
  g_hash_table_remove_all (self->before);
}

guint
lab_ink_cache_get_n_made (LabInkCache *self)
{
  return self->n_made;
}
