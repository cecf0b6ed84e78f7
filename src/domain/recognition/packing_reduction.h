// What a search among items need not look at, found beforehand.
#pragma once

#include <vector>

#include "domain/recognition/set_packing.h"

namespace cairn::recognition {

/// Takes away, without loss to the best packing: resources that only one item uses; and items for
/// which others that use no more, alone or together, are worth as much. Those are left in place,
/// worth nothing. Most is taken where many receivers grant something for the same awards.
void reduce(std::vector<PackingItem>& items);

}  // namespace cairn::recognition
