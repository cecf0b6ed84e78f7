// Generated networks of agreements in the shape of ASSIST, which articulates the courses of 116
// colleges (the senders) at 9 universities of quarters and 23 of semesters (the receivers), and
// records of learners who took courses at three of the colleges.
#pragma once

#include <cstdint>

#include "domain/learning/award.h"
#include "oracle/recognition_brute_force.h"

namespace cairn::oracle {

struct NetworkShape {
  int senders = 116;
  int receivers = 32;
  int terms = 20;   ///< of each sender's agreement with each receiver
  int overlap = 3;  ///< how many terms of an agreement name one course, about
  int awards = 40;  ///< of a record
};

/// A network and no record. Every sender has an agreement with every receiver, and with some a
/// second one, of a department, that may have precedence; receivers have agreements among each
/// other and senders with one other, which chains go through.
RecognitionCase network_recognition(const NetworkShape& shape);

/// Most of the awards are of one sender of the network, the others of two more.
learning::Record network_record(const RecognitionCase& network, const NetworkShape& shape,
                                std::uint64_t seed);

}  // namespace cairn::oracle
