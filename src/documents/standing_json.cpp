#include "documents/standing_json.h"

#include <algorithm>

#include "documents/audit_json.h"

namespace cairn::documents {
namespace {

using standing::Place;

std::int64_t count(std::size_t size) { return static_cast<std::int64_t>(size); }

class StandingWriter {
 public:
  StandingWriter(json::Writer& writer, const standing::Programmes& programmes,
                 const standing::Standing& standing)
      : writer_(writer), programmes_(programmes), standing_(standing) {}

  void write_nearest() {
    writer_.key("nearest").begin_array();
    for (std::size_t i = 0; i < standing_.audits.size(); ++i) {
      const std::size_t at = standing_.first + i;
      const Place& place = standing_.places[at];
      writer_.begin_object().member("place", count(at) + 1);
      write_head(place);
      const Result<audit::Audit>& audit = standing_.audits[i];
      if (audit)
        write_audit_summary(writer_, programme_of(place), *audit);
      else
        writer_.member("problem", describe(audit.error()));
      if (!place.is_exact) write_distance(writer_.key("bound"), place.bound);
      writer_.end_object();
    }
    writer_.end_array();
  }

  void write_others() {
    writer_.key("others").begin_array();
    for (std::size_t i = standing_.first + standing_.audits.size(); i < standing_.places.size();
         ++i) {
      writer_.begin_object();
      write_head(standing_.places[i]);
      write_distance(writer_.key("bound"), standing_.places[i].bound);
      writer_.member("exact", standing_.places[i].is_exact).end_object();
    }
    writer_.end_array();
  }

  void write_refused() {
    writer_.key("refused").begin_array();
    for (const standing::Refused& refused : programmes_.refused())
      writer_.begin_object()
          .member("achievement", refused.programme.text())
          .member("problem", describe(refused.error))
          .end_object();
    writer_.end_array();
  }

 private:
  const audit::Programme& programme_of(const Place& place) const {
    return programmes_.indexed()[static_cast<std::size_t>(place.programme)].programme;
  }

  void write_head(const Place& place) {
    writer_.member("achievement", programme_of(place).goal().text());
    writer_.member("begun", place.is_begun);
  }

  json::Writer& writer_;
  const standing::Programmes& programmes_;
  const standing::Standing& standing_;
};

}  // namespace

void write_standing(json::Writer& writer, const standing::Programmes& programmes,
                    const standing::Standing& standing, Date at) {
  writer.begin_object().member("at", at.to_string());
  writer.member("programmes", count(standing.places.size()));
  writer.member("begun", static_cast<std::int64_t>(
                             std::ranges::count(standing.places, true, &Place::is_begun)));
  writer.member("audited", count(standing.audited)).member("proven", standing.is_proven());
  StandingWriter parts(writer, programmes, standing);
  parts.write_nearest();
  parts.write_others();
  parts.write_refused();
  if (!standing.idle.empty()) write_ids(writer.key("idle"), standing.idle);
  writer.end_object();
}

}  // namespace cairn::documents
