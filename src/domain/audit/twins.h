// Resources that can stand for each other, as those of equal awards can, made one.
#pragma once

#include "domain/audit/part.h"

namespace cairn::audit {

/// Of resources of capacity 1 whose uses mean the same, use for use, makes one with the capacity of
/// all; its uses at one leaf are an edge and copies of it (Part::Edge::copy), no more than the leaf
/// can need. So the search counts equal awards instead of telling them apart.
void merge_twins(Part& part);

}  // namespace cairn::audit
