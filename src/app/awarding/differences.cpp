#include "app/awarding/differences.h"

#include <memory>

namespace cairn::awarding {
namespace {

using json::Value;

constexpr std::string_view kSubject = "credentialSubject";

Result<Value> joined(const Value* model, const Value& own, json::Arena& arena) {
  if (model == nullptr || !model->is_object() || !own.is_object())
    return invalid("model and learner have one object each as subject", "/credentialSubject");
  Value subject = *model;
  for (const json::Member& member : own.members())
    subject = arena.with_member(subject, member.key, member.value);
  return subject;
}

}  // namespace

Result<json::Document> with_differences(const json::Document& model, const json::Document& own) {
  if (!model.root().is_object() || !own.root().is_object())
    return invalid("a credential and what differs in it are JSON objects");
  const auto arena = std::make_shared<json::Arena>();
  arena->keep_alive(model.arena());
  arena->keep_alive(own.arena());
  Value made = model.root();
  for (const json::Member& member : own.root().members()) {
    Value value = member.value;
    if (member.key == kSubject) {
      CAIRN_TRY(value, joined(model.root().find(kSubject), value, *arena));
    }
    made = arena->with_member(made, member.key, value);
  }
  return json::Document(arena, made);
}

}  // namespace cairn::awarding
