// A file descriptor that closes itself.
#pragma once

#include <unistd.h>

namespace cairn::adapters {

class Descriptor {
 public:
  /// Takes over what open() returned; negative when that failed.
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

}  // namespace cairn::adapters
