#include "app/bundle/logs.h"

#include "formats/translog/checkpoint.h"

namespace cairn::bundle {

Result<void> check_log(const StoredLog& log) {
  CAIRN_TRY(const auto key, translog::NoteKey::parse(log.key));
  const auto checkpoint = translog::open_checkpoint(log.checkpoint, key);
  return checkpoint ? Result<void>() : Result<void>(checkpoint.error());
}

}  // namespace cairn::bundle
