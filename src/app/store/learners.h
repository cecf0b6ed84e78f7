// Learners by the handle that others name them by.
#pragma once

#include <string_view>

#include "app/store/store.h"
#include "base/result.h"

namespace cairn::store {

/// not_found where no learner has the handle; an administrator is none.
Result<Person> learner_named(Repositories& repositories, std::string_view handle);

}  // namespace cairn::store
