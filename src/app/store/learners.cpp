#include "app/store/learners.h"

#include <utility>

namespace cairn::store {

Result<Person> learner_named(Repositories& repositories, std::string_view handle) {
  CAIRN_TRY(auto person, repositories.persons().find_by_handle(handle));
  if (!person || person->role != Role::learner)
    return not_found("there is no such learner", "person");
  return *std::move(person);
}

}  // namespace cairn::store
