// The browser application, packed into the program.
#pragma once

#include <span>

#include "base/embedded.h"
#include "server/http/message.h"

namespace cairn::server {

/// The files of the built pages; none when the program was built without them.
std::span<const EmbeddedFile> page_files();

/// Answers GET and HEAD for `files`. A path without a file whose last segment has no "." is a place
/// inside the application and gets index.html. `files` must outlive the handler.
Handler serve_pages(std::span<const EmbeddedFile> files);

}  // namespace cairn::server
