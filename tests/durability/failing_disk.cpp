#include "durability/failing_disk.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <utility>

namespace cairn::test {
namespace {

namespace fs = std::filesystem;

/// What a disk writes whole.
constexpr std::size_t kSector = 512;

FailingDisk* present = nullptr;

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return std::move(bytes).str();
}

std::string bytes_of(const std::string& path, std::uint64_t offset, std::size_t size) {
  std::ifstream in(path, std::ios::binary);
  in.seekg(static_cast<std::streamoff>(offset));
  std::string bytes(size, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(size));
  bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
  return bytes;
}

std::uint64_t size_of(const std::string& path) {
  std::error_code failure;
  const auto size = fs::file_size(path, failure);
  return failure ? 0 : size;
}

void put(std::string& bytes, std::size_t offset, std::string_view piece) {
  if (bytes.size() < offset + piece.size()) bytes.resize(offset + piece.size(), '\0');
  bytes.replace(offset, piece.size(), piece);
}

}  // namespace

FailingDisk::FailingDisk(const fs::path& root, std::uint64_t seed)
    : root_(root.string() + "/"), random_(seed) {
  present = this;
}

FailingDisk::~FailingDisk() { present = nullptr; }

FailingDisk* FailingDisk::of(std::string_view path) {
  if (present == nullptr) return nullptr;
  const std::string_view root(present->root_);
  return path.starts_with(root) || path == root.substr(0, root.size() - 1) ? present : nullptr;
}

void FailingDisk::lose_power_after(std::uint64_t operations) {
  const std::lock_guard<std::mutex> guard(mutex_);
  left_ = operations;
}

bool FailingDisk::is_off() {
  const std::lock_guard<std::mutex> guard(mutex_);
  return is_off_;
}

FailingDisk::Count FailingDisk::count() {
  const std::lock_guard<std::mutex> guard(mutex_);
  return count_;
}

/// One operation; false when the power is gone before it. The mutex is held.
bool FailingDisk::counts() {
  if (is_off_) return false;
  ++count_.operations;
  if (left_ == 0 || --left_ != 0) return true;
  is_off_ = true;
  ++count_.losses;
  return false;
}

/// The file that has this name; one that was there before counts as synced.
FailingDisk::Shared FailingDisk::file_of(const std::string& path) {
  const auto found = now_.find(path);
  if (found != now_.end()) return found->second;
  auto file = std::make_shared<File>();
  now_[path] = kept_[path] = file;
  return file;
}

/// The file loses its name for running programs; what the disk has for it may still need its bytes.
void FailingDisk::forget(const std::string& path) {
  const Shared file = file_of(path);
  now_.erase(path);
  const bool is_named =
      std::ranges::any_of(now_, [&](const auto& at) { return at.second == file; });
  if (!is_named) file->bytes = bytes_of(path);
}

bool FailingDisk::writes(const std::string& path, std::uint64_t offset, std::string_view bytes) {
  const std::lock_guard<std::mutex> guard(mutex_);
  // A write that the loss cuts short may still reach the disk in part.
  const bool was_off = is_off_, goes_on = counts();
  if (was_off) return false;
  file_of(path)->unsynced.push_back(
      {offset, size_of(path), bytes_of(path, offset, bytes.size()), std::string(bytes), false});
  return goes_on;
}

bool FailingDisk::truncates(const std::string& path, std::uint64_t size) {
  const std::lock_guard<std::mutex> guard(mutex_);
  if (!counts()) return false;
  const std::uint64_t before = size_of(path);
  std::string tail = size < before ? bytes_of(path, size, before - size) : "";
  file_of(path)->unsynced.push_back({size, before, std::move(tail), "", true});
  return true;
}

bool FailingDisk::syncs(const std::string& path) {
  const std::lock_guard<std::mutex> guard(mutex_);
  if (!counts()) return false;
  ++count_.syncs;
  file_of(path)->unsynced.clear();
  return true;
}

bool FailingDisk::adds(const std::string& path, Shared file) {
  const std::lock_guard<std::mutex> guard(mutex_);
  if (!counts()) return false;
  now_[path] = std::move(file);
  return true;
}

bool FailingDisk::creates(const std::string& path) { return adds(path, std::make_shared<File>()); }

bool FailingDisk::makes_folder(const std::string& path) {
  auto folder = std::make_shared<File>();
  folder->is_folder = true;
  return adds(path, std::move(folder));
}

void FailingDisk::name(const std::string& from, const std::string& to) {
  const Shared file = file_of(from);
  if (fs::exists(to)) forget(to);
  now_[to] = file;
}

bool FailingDisk::links(const std::string& from, const std::string& to) {
  const std::lock_guard<std::mutex> guard(mutex_);
  if (!counts()) return false;
  name(from, to);
  return true;
}

bool FailingDisk::renames(const std::string& from, const std::string& to) {
  const std::lock_guard<std::mutex> guard(mutex_);
  if (!counts()) return false;
  name(from, to);
  now_.erase(from);
  return true;
}

bool FailingDisk::removes(const std::string& path) {
  const std::lock_guard<std::mutex> guard(mutex_);
  if (!counts()) return false;
  forget(path);
  return true;
}

bool FailingDisk::syncs_folder(const std::string& path) {
  const std::lock_guard<std::mutex> guard(mutex_);
  if (!counts()) return false;
  ++count_.syncs;
  const auto is_in = [&](const auto& name) { return fs::path(name.first).parent_path() == path; };
  std::erase_if(kept_, is_in);
  for (const auto& name : now_)
    if (is_in(name)) kept_.insert(name);
  return true;
}

bool FailingDisk::reads() {
  const std::lock_guard<std::mutex> guard(mutex_);
  return !is_off_;
}

/// The bytes that the disk holds of a file: its synced ones, and of each later change what chance
/// kept.
std::string FailingDisk::survivor(File& file, std::string bytes) {
  for (auto change = file.unsynced.rbegin(); change != file.unsynced.rend(); ++change) {
    if (!change->is_truncation || !change->before.empty())
      put(bytes, change->offset, change->before);
    bytes.resize(change->size_before, '\0');
  }
  // Of all, of none, of half; the same for one file, so that whole files are lost as well.
  const unsigned chance = static_cast<unsigned>(random_() % 3) * 50;
  const auto keeps = [&] {
    const bool kept = random_() % 100 < chance;
    ++(kept ? count_.kept : count_.dropped);
    return kept;
  };
  for (const Change& change : file.unsynced) {
    if (change.is_truncation) {
      if (keeps()) bytes.resize(change.offset, '\0');
      continue;
    }
    for (std::size_t at = 0; at < change.after.size();) {
      const std::size_t until =
          std::min(change.after.size(),
                   at + kSector - static_cast<std::size_t>(change.offset + at) % kSector);
      if (keeps())
        put(bytes, change.offset + at, std::string_view(change.after).substr(at, until - at));
      at = until;
    }
  }
  file.unsynced.clear();
  return bytes;
}

/// Decides what a name stands for after the loss: what it stood for, or for what it was synced.
void FailingDisk::settle(const std::string& name) {
  const auto find = [&](const Names& names) {
    const auto found = names.find(name);
    return found == names.end() ? nullptr : found->second;
  };
  const Shared now = find(now_), kept = find(kept_);
  const Shared chosen = now == kept || random_() % 2 == 0 ? kept : now;
  if (!chosen)
    kept_.erase(name);
  else
    kept_[name] = chosen;
}

/// Whole folders are removed beside the layers; that this may come back is not tried.
void FailingDisk::drop_removed() {
  std::vector<std::string> gone;
  for (const auto& name : now_)
    if (!fs::exists(name.first)) gone.push_back(name.first);
  for (const std::string& name : gone) now_.erase(name), kept_.erase(name);
}

/// What is in a folder that nobody synced the name of is lost with it.
void FailingDisk::drop_below_lost_folders(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    const auto now = now_.find(name);
    if (now == now_.end() || !now->second->is_folder || kept_.contains(name)) continue;
    std::erase_if(kept_, [&](const auto& at) { return at.first.starts_with(name + "/"); });
    fs::remove_all(name);
  }
}

void FailingDisk::power_on() {
  const std::lock_guard<std::mutex> guard(mutex_);
  drop_removed();
  std::map<File*, std::string> bytes;
  for (const auto& [name, file] : now_)
    if (!file->is_folder && !bytes.contains(file.get())) bytes[file.get()] = bytes_of(name);
  std::set<std::string> all;
  for (const auto* each : {&now_, &kept_})
    for (const auto& name : *each) all.insert(name.first);
  const std::vector<std::string> names(all.begin(), all.end());
  for (const std::string& name : names) settle(name);
  drop_below_lost_folders(names);
  std::set<File*> survived;
  for (const auto& [name, file] : kept_) {
    if (file->is_folder || !survived.insert(file.get()).second) continue;
    if (file->bytes) bytes[file.get()] = *file->bytes;
    bytes[file.get()] = survivor(*file, std::move(bytes[file.get()]));
  }
  for (const std::string& name : names)
    if (!fs::is_directory(name)) fs::remove(name);
  for (const auto& [name, file] : kept_)
    if (!file->is_folder) std::ofstream(name, std::ios::binary) << bytes[file.get()];
  now_.clear();
  kept_.clear();
  left_ = 0;
  is_off_ = false;
}

}  // namespace cairn::test
