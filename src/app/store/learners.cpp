#include "app/store/learners.h"

namespace cairn::store {

Result<PersonId> learner_named(Repositories& repositories, std::string_view handle) {
  CAIRN_TRY(const auto person, repositories.persons().find_by_handle(handle));
  if (!person || person->role != Role::learner)
    return not_found("there is no such learner", "person");
  return person->id;
}

}  // namespace cairn::store
