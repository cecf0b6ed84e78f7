#include "formats/rdf/rdfc.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <memory_resource>
#include <optional>
#include <span>
#include <string_view>

#include "formats/rdf/nquads.h"

namespace cairn::rdf {
namespace {

using crypto::Digest;

// Blank nodes are counted from 0 in here.
using Node = std::uint32_t;
constexpr Node kNoNode = UINT32_MAX;
constexpr std::uint32_t kNotIssued = UINT32_MAX;

// The texts of blank nodes while there are no labels: section 4.6.3 step 3.1.
constexpr std::string_view kItself = "_:a ";
constexpr std::string_view kOther = "_:z ";
constexpr std::string_view kLineEnd = ".\n";

enum class Position : char { subject = 's', object = 'o', graph = 'g' };

void append_number(std::string& out, std::uint32_t number) {
  std::array<char, 10> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

void append_hex(std::string& out, const Digest& digest) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (const std::uint8_t byte : digest.bytes()) {
    out.push_back(kDigits[byte >> 4]);
    out.push_back(kDigits[byte & 15]);
  }
}

// Section 4.5, Issue Identifier, for temporary identifiers ("b0", "b1", …). Where the specification
// copies an issuer for each permutation, this one is cut back to its earlier length.
class Issuer {
 public:
  explicit Issuer(std::size_t nodes) : number_(nodes, kNotIssued) {}

  std::uint32_t number_of(Node node) const { return number_[node]; }
  bool has(Node node) const { return number_[node] != kNotIssued; }
  std::uint32_t issue(Node node) {
    if (number_[node] == kNotIssued) {
      number_[node] = static_cast<std::uint32_t>(order_.size());
      order_.push_back(node);
    }
    return number_[node];
  }
  std::size_t size() const { return order_.size(); }
  std::span<const Node> since(std::size_t size) const { return std::span(order_).subspan(size); }
  void cut_back(std::size_t size) {
    for (; order_.size() > size; order_.pop_back()) number_[order_.back()] = kNotIssued;
  }

 private:
  std::vector<std::uint32_t> number_;
  std::vector<Node> order_;
};

// The canonicalization state of section 4.2.
class Canonicalizer {
 public:
  Canonicalizer(const Dataset& dataset, const CanonicalizeOptions& options)
      : data_(dataset), options_(options), hasher_(options.hash) {}

  // Section 4.4.3.
  Result<Canonical> run() {
    CAIRN_CHECK(collect_quads());  // step 2
    if (terms_.size() == 1)
      first_degree_.resize(1);  // alone, it needs no hash to be told apart
    else
      hash_each_node();                    // step 3
    const auto alike = issue_to_unique();  // step 4
    if (!alike.empty()) {
      CAIRN_CHECK(issue_to_alike(alike));  // step 5
    }
    return write();  // step 6
  }

  Result<FirstDegreeHashes> hashes() {
    CAIRN_CHECK(collect_quads());
    hash_each_node();
    FirstDegreeHashes made{data_.quads().size(), std::vector<Digest>(data_.term_end())};
    for (Node node = 0; node < terms_.size(); ++node)
      made.by_term[terms_[node]] = first_degree_[node];
    return made;
  }

 private:
  struct Run {
    std::uint32_t from, to;
  };
  struct Related {
    Digest hash;
    Node node;
    auto operator<=>(const Related&) const = default;
  };
  // What Hash N-Degree Quads returns; the issuer's side of it is the issuer as it was left.
  struct Path {
    Digest hash;
    std::vector<Node> issued;
  };

  Result<void> collect_quads();
  void gather_subjects();
  void order_quads_of(Run& subject);
  void index_nodes();
  void index_node(TermId id);
  Digest hash_first_degree(Node node);
  void take_known_hashes();
  void hash_each_node();
  std::vector<Node> issue_to_unique();
  Result<void> issue_to_alike(std::span<const Node> alike);
  Digest hash_related(Node related, const Quad& quad, const Issuer& issuer, Position position);
  std::vector<Related> related_of(Node node, const Issuer& issuer);
  Result<Digest> hash_n_degree(Node node, Issuer& issuer, std::uint32_t depth);
  Result<std::string> shortest_path(std::span<Related> group, Issuer& issuer, std::uint32_t depth);
  Result<bool> walk(std::span<const Related> order, Issuer& issuer, std::string& path,
                    const std::optional<std::string>& chosen, std::uint32_t depth);
  Result<void> count_work();
  bool labels_decide(std::span<const Quad> quads) const;
  Canonical write();

  Node node_of(TermId id) const { return nodes_[id]; }
  bool is_blank(TermId id) const { return texts_[id].front() == '_'; }
  std::span<Quad> quads_in(Run run) {
    return std::span(quads_).subspan(run.from, run.to - run.from);
  }
  std::span<std::uint32_t> naming(Node node) {
    return std::span(naming_).subspan(naming_from_[node],
                                      naming_from_[node + 1] - naming_from_[node]);
  }
  int compare(const Quad& a, const Quad& b) const;
  std::size_t size_of(const Quad& quad) const;
  char* write_line(char* out, const Quad& quad) const;
  void issue_canonical(Node node) {
    canonical_[node] = static_cast<std::uint32_t>(issued_.size());
    issued_.push_back(node);
  }

  const Dataset& data_;
  const CanonicalizeOptions& options_;
  crypto::Hasher hasher_;
  // What a credential needs; whatever is larger takes more from elsewhere.
  std::array<std::byte, 24 * 1024> first_bytes_;
  std::pmr::monotonic_buffer_resource memory_{first_bytes_.data(), first_bytes_.size()};
  std::pmr::vector<Quad> quads_{&memory_};    // each once, those of one subject side by side
  std::pmr::vector<Run> subjects_{&memory_};  // where in quads_ each subject has its own
  std::pmr::vector<std::string_view> texts_{&memory_};  // by TermId, with the space that follows
  std::pmr::vector<Node> nodes_{&memory_};              // by TermId
  std::pmr::vector<TermId> terms_{&memory_};            // by Node
  // The blank node to quads map, by Node: those with the node as subject, and in a list the others.
  std::pmr::vector<Run> own_{&memory_};
  std::pmr::vector<std::uint32_t> naming_from_{&memory_}, naming_{&memory_};
  std::pmr::vector<Digest> first_degree_{&memory_};      // by Node
  std::pmr::vector<std::uint32_t> canonical_{&memory_};  // by Node, the canonical issuer
  std::pmr::vector<Node> issued_{&memory_};
  std::uint64_t work_ = 0;
  std::string scratch_;
  std::string lines_;  // as long as the longest that were written
};

// Negative when the line of `a` comes before that of `b` in code point order, 0 for the same line.
// Term by term is the same as line by line: each text ends in a space, which sorts before all that
// a term can go on with, and a line without graph name goes on with ".", which sorts before any
// graph name.
int Canonicalizer::compare(const Quad& a, const Quad& b) const {
  const auto terms = [&](TermId left, TermId right) {
    return left == right ? 0 : texts_[left].compare(texts_[right]);
  };
  int order = terms(a.subject, b.subject);
  if (order == 0) order = terms(a.predicate, b.predicate);
  if (order == 0) order = terms(a.object, b.object);
  return order == 0 ? terms(a.graph, b.graph) : order;
}

std::size_t Canonicalizer::size_of(const Quad& quad) const {
  const std::size_t graph = quad.graph == kDefaultGraph ? 0 : texts_[quad.graph].size();
  return texts_[quad.subject].size() + texts_[quad.predicate].size() + texts_[quad.object].size() +
         graph + kLineEnd.size();
}

// A line of N-Quads, of size_of() bytes; returns where it ends.
char* Canonicalizer::write_line(char* out, const Quad& quad) const {
  const auto put = [&](std::string_view text) {
    std::memcpy(out, text.data(), text.size());
    out += text.size();
  };
  put(texts_[quad.subject]);
  put(texts_[quad.predicate]);
  put(texts_[quad.object]);
  if (quad.graph != kDefaultGraph) put(texts_[quad.graph]);
  put(kLineEnd);
  return out;
}

// Orders the quads of one subject as section 4.6.3 does for it and drops those that it has twice.
void Canonicalizer::order_quads_of(Run& subject) {
  const auto quads = quads_in(subject);
  if (quads.size() == 1) return;
  std::string_view& own_text = texts_[quads.front().subject];
  const std::string_view text = own_text;
  if (text == kOther) own_text = kItself;
  std::ranges::sort(quads, [&](const Quad& a, const Quad& b) {
    const int order = compare(a, b);
    return order < 0 || (order == 0 && a < b);  // all with one blank node before those with another
  });
  own_text = text;
  subject.to = subject.from +
               static_cast<std::uint32_t>(std::unique(quads.begin(), quads.end()) - quads.begin());
}

// Sorts the quads by subject, by counting.
void Canonicalizer::gather_subjects() {
  std::pmr::vector<std::uint32_t> next(data_.term_end() + 1, 0, &memory_);
  for (const Quad& quad : data_.quads()) ++next[quad.subject + 1];
  for (std::size_t i = 1; i < next.size(); ++i) next[i] += next[i - 1];
  quads_.resize(data_.quads().size());
  for (const Quad& quad : data_.quads()) quads_[next[quad.subject]++] = quad;
  for (std::uint32_t from = 0; from < quads_.size();) {
    std::uint32_t to = from + 1;
    while (to < quads_.size() && quads_[to].subject == quads_[from].subject) ++to;
    order_quads_of(subjects_.emplace_back(Run{from, to}));
    from = to;
  }
}

void Canonicalizer::index_node(TermId id) {
  if (!is_blank(id) || nodes_[id] != kNoNode) return;
  nodes_[id] = static_cast<Node>(terms_.size());
  terms_.push_back(id);
}

void Canonicalizer::index_nodes() {
  nodes_.assign(data_.term_end(), kNoNode);
  for (const Quad& quad : data_.quads())
    for (const TermId id : {quad.subject, quad.object, quad.graph}) index_node(id);
  own_.assign(terms_.size(), {});
  const auto each_naming = [&](auto visit) {  // a quad once for each node, however often
    for (const Run& subject : subjects_)
      for (std::uint32_t i = subject.from; i < subject.to; ++i) {
        const Node object = node_of(quads_[i].object), graph = node_of(quads_[i].graph);
        const Node itself = node_of(quads_[i].subject);
        if (object != kNoNode && object != itself) visit(object, i);
        if (graph != kNoNode && graph != itself && graph != object) visit(graph, i);
      }
  };
  naming_from_.assign(terms_.size() + 1, 0);
  each_naming([&](Node node, std::uint32_t) { ++naming_from_[node + 1]; });
  for (std::size_t i = 1; i < naming_from_.size(); ++i) naming_from_[i] += naming_from_[i - 1];
  naming_.resize(naming_from_.back());
  std::pmr::vector<std::uint32_t> next(naming_from_.begin(), naming_from_.end() - 1, &memory_);
  each_naming([&](Node node, std::uint32_t quad) { naming_[next[node]++] = quad; });
  for (const Run& subject : subjects_)
    if (const Node node = node_of(quads_[subject.from].subject); node != kNoNode)
      own_[node] = subject;
}

Result<void> Canonicalizer::collect_quads() {
  texts_.resize(data_.term_end());
  texts_[kDefaultGraph] = ".";
  for (TermId id = 1; id < data_.term_end(); ++id) {
    const Term& term = data_.term(id);
    texts_[id] = term.kind == TermKind::blank ? kOther : term.text;
  }
  const auto starts = [&](TermId id) { return texts_[id].front(); };
  for (const Quad& quad : data_.quads())
    if (starts(quad.subject) == '"' || starts(quad.predicate) != '<' || starts(quad.graph) == '"')
      return invalid("a predicate is an IRI, a subject or graph name an IRI or a blank node");
  gather_subjects();
  index_nodes();
  return {};
}

// Section 4.6.3. The node itself is _:a, any other blank node _:z (step 3.1); so its own quads come
// behind those with an IRI as subject and before the others (step 4).
Digest Canonicalizer::hash_first_degree(Node node) {
  std::string_view& own_text = texts_[terms_[node]];
  own_text = kItself;
  const auto named = naming(node);
  if (named.size() > 1)
    std::ranges::sort(
        named, [&](std::uint32_t a, std::uint32_t b) { return compare(quads_[a], quads_[b]) < 0; });
  const auto own = quads_in(own_[node]);
  std::size_t size = 0;
  for (const std::uint32_t quad : named) size += size_of(quads_[quad]);
  for (const Quad& quad : own) size += size_of(quad);
  if (lines_.size() < size) lines_.resize(size);
  char* end = lines_.data();
  std::size_t i = 0;
  for (; i < named.size() && !is_blank(quads_[named[i]].subject); ++i)
    end = write_line(end, quads_[named[i]]);
  for (const Quad& quad : own) end = write_line(end, quad);
  for (; i < named.size(); ++i) end = write_line(end, quads_[named[i]]);
  own_text = kOther;
  return hasher_.digest({lines_.data(), end});  // step 5
}

// Those that no quad names beside the ones which the known hashes were made from keep theirs.
void Canonicalizer::take_known_hashes() {
  const FirstDegreeHashes& known = *options_.known;
  for (Node node = 0; node < terms_.size(); ++node)
    if (terms_[node] < known.by_term.size()) first_degree_[node] = known.by_term[terms_[node]];
  for (const Quad& quad : data_.quads().subspan(known.quads))
    for (const TermId id : {quad.subject, quad.object, quad.graph})
      if (node_of(id) != kNoNode) first_degree_[node_of(id)] = {};
}

void Canonicalizer::hash_each_node() {
  first_degree_.resize(terms_.size());
  if (options_.known != nullptr) take_known_hashes();
  for (Node node = 0; node < terms_.size(); ++node)
    if (first_degree_[node].size == 0) first_degree_[node] = hash_first_degree(node);
}

// Step 4 of section 4.4.3: identifiers for the nodes whose hash is theirs alone, in the order of
// the hashes. Returns the others in the same order.
std::vector<Node> Canonicalizer::issue_to_unique() {
  canonical_.assign(terms_.size(), kNotIssued);
  std::vector<Node> order(terms_.size());
  for (Node node = 0; node < order.size(); ++node) order[node] = node;
  std::ranges::sort(order, {}, [&](Node node) { return std::pair(first_degree_[node], node); });

  std::vector<Node> alike;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const Digest& hash = first_degree_[order[i]];
    const bool same_before = i > 0 && first_degree_[order[i - 1]] == hash;
    const bool same_after = i + 1 < order.size() && first_degree_[order[i + 1]] == hash;
    if (same_before || same_after)
      alike.push_back(order[i]);
    else
      issue_canonical(order[i]);
  }
  return alike;
}

// Step 5 of section 4.4.3.
Result<void> Canonicalizer::issue_to_alike(std::span<const Node> alike) {
  Issuer issuer(terms_.size());
  for (std::size_t from = 0; from < alike.size();) {
    std::size_t to = from;
    std::vector<Path> paths;  // the hash path list
    for (; to < alike.size() && first_degree_[alike[to]] == first_degree_[alike[from]]; ++to) {
      if (canonical_[alike[to]] != kNotIssued) continue;  // step 5.2.1
      issuer.issue(alike[to]);
      CAIRN_TRY(const Digest hash, hash_n_degree(alike[to], issuer, 0));
      const auto issued = issuer.since(0);
      paths.push_back({hash, {issued.begin(), issued.end()}});
      issuer.cut_back(0);
    }
    std::ranges::stable_sort(paths, {}, &Path::hash);
    for (const Path& path : paths)  // step 5.3
      for (const Node node : path.issued)
        if (canonical_[node] == kNotIssued) issue_canonical(node);
    from = to;
  }
  return {};
}

// Section 4.7.3.
Digest Canonicalizer::hash_related(Node related, const Quad& quad, const Issuer& issuer,
                                   Position position) {
  scratch_.assign(1, static_cast<char>(position));
  if (position != Position::graph) {  // step 2
    const std::string_view predicate = texts_[quad.predicate];
    scratch_.append(predicate.substr(0, predicate.size() - 1));
  }
  if (canonical_[related] != kNotIssued) {  // step 3
    scratch_.append("_:c14n");
    append_number(scratch_, canonical_[related]);
  } else if (issuer.has(related)) {
    scratch_.append("_:b");
    append_number(scratch_, issuer.number_of(related));
  } else {
    append_hex(scratch_, first_degree_[related]);  // step 4
  }
  ++work_;
  return hasher_.digest(scratch_);
}

// Section 4.8.3 steps 1 to 3: the related nodes, those of one hash side by side.
std::vector<Canonicalizer::Related> Canonicalizer::related_of(Node node, const Issuer& issuer) {
  std::vector<Related> related;
  const auto add = [&](const Quad& quad, TermId id, Position position) {
    const Node other = node_of(id);
    if (other == kNoNode || other == node) return;
    related.push_back({hash_related(other, quad, issuer, position), other});
  };
  const auto add_all = [&](const Quad& quad) {
    add(quad, quad.subject, Position::subject);
    add(quad, quad.object, Position::object);
    add(quad, quad.graph, Position::graph);
  };
  for (const Quad& quad : quads_in(own_[node])) add_all(quad);
  for (const std::uint32_t quad : naming(node)) add_all(quads_[quad]);
  std::ranges::sort(related);
  return related;
}

// Section 4.8.3. `issuer` is left as the issuer that the specification returns.
Result<Digest> Canonicalizer::hash_n_degree(Node node, Issuer& issuer, std::uint32_t depth) {
  if (depth >= options_.depth_max)
    return exhausted("canonicalization stopped: more than " + std::to_string(options_.depth_max) +
                     " look-alike blank nodes in a row");
  std::vector<Related> related = related_of(node, issuer);
  std::string to_hash;
  for (std::size_t from = 0; from < related.size();) {  // step 5
    std::size_t to = from;
    while (to < related.size() && related[to].hash == related[from].hash) ++to;
    append_hex(to_hash, related[from].hash);  // step 5.1
    CAIRN_TRY(const std::string path,
              shortest_path(std::span(related).subspan(from, to - from), issuer, depth));
    to_hash.append(path);  // step 5.5
    from = to;
  }
  CAIRN_CHECK(count_work());
  return hasher_.digest(to_hash);  // step 6
}

// Section 4.8.3 steps 5.2 to 5.6: the least path over all orders of `group`. Equal nodes in the
// group are not exchanged with each other: that would give the same paths again.
Result<std::string> Canonicalizer::shortest_path(std::span<Related> group, Issuer& issuer,
                                                 std::uint32_t depth) {
  const std::size_t base = issuer.size();
  std::optional<std::string> chosen;
  std::vector<Node> chosen_issued;
  do {
    CAIRN_CHECK(count_work());
    issuer.cut_back(base);
    std::string path;
    CAIRN_TRY(const bool complete, walk(group, issuer, path, chosen, depth));
    if (!complete || (chosen && path >= *chosen)) continue;
    chosen = std::move(path);
    const auto issued = issuer.since(base);
    chosen_issued.assign(issued.begin(), issued.end());
  } while (std::ranges::next_permutation(group, {}, &Related::node).found);

  issuer.cut_back(base);
  for (const Node node : chosen_issued) issuer.issue(node);
  return std::move(chosen).value();  // the first order is always complete
}

// Steps 5.4.4 and 5.4.5 for one order. False when the path cannot become the least one.
Result<bool> Canonicalizer::walk(std::span<const Related> order, Issuer& issuer, std::string& path,
                                 const std::optional<std::string>& chosen, std::uint32_t depth) {
  const auto hopeless = [&] { return chosen && path.size() >= chosen->size() && path > *chosen; };
  std::vector<Node> recursion;
  for (const auto& [hash, node] : order) {
    if (canonical_[node] != kNotIssued) {  // step 5.4.4.1
      path.append("_:c14n");
      append_number(path, canonical_[node]);
    } else {
      if (!issuer.has(node)) recursion.push_back(node);
      path.append("_:b");
      append_number(path, issuer.issue(node));
    }
    if (hopeless()) return false;
  }
  for (const Node node : recursion) {  // step 5.4.5
    CAIRN_TRY(const Digest hash, hash_n_degree(node, issuer, depth + 1));
    path.append("_:b");
    append_number(path, issuer.issue(node));
    path.push_back('<');
    append_hex(path, hash);
    path.push_back('>');
    if (hopeless()) return false;
  }
  return true;
}

Result<void> Canonicalizer::count_work() {
  if (++work_ <= options_.work_max) return {};
  return exhausted("canonicalization stopped after " + std::to_string(options_.work_max) +
                   " steps: too many blank nodes that look alike");
}

// Whether the order of one subject's quads, which came before any label, may be another with them:
// where two differ in blank nodes alone.
bool Canonicalizer::labels_decide(std::span<const Quad> quads) const {
  const auto differ = [&](const Quad& a, const Quad& b) {
    return a.predicate == b.predicate &&
           (a.object == b.object || (is_blank(a.object) && is_blank(b.object)));
  };
  return std::ranges::adjacent_find(quads, differ) != quads.end();
}

// Step 6 of section 4.4.3 and section 5.
Canonical Canonicalizer::write() {
  Canonical canonical;
  std::vector<std::string> labels(issued_.size());
  canonical.issued.reserve(issued_.size());
  for (std::uint32_t number = 0; number < issued_.size(); ++number) {
    labels[number] = "_:c14n";
    append_number(labels[number], number);
    labels[number].push_back(' ');
    texts_[terms_[issued_[number]]] = labels[number];
    canonical.issued.emplace_back(terms_[issued_[number]], number);
  }
  std::ranges::sort(subjects_, [&](const Run& a, const Run& b) {
    return texts_[quads_[a.from].subject] < texts_[quads_[b.from].subject];
  });
  std::size_t bytes = 0;
  for (const Run& subject : subjects_)
    for (const Quad& quad : quads_in(subject)) bytes += size_of(quad);
  canonical.nquads.resize(bytes);
  char* end = canonical.nquads.data();
  for (const Run& subject : subjects_) {
    const auto quads = quads_in(subject);
    if (labels_decide(quads))
      std::ranges::sort(quads, [&](const Quad& a, const Quad& b) { return compare(a, b) < 0; });
    for (const Quad& quad : quads) end = write_line(end, quad);
  }
  canonical.work = work_;
  return canonical;
}

}  // namespace

Result<Canonical> canonicalize(const Dataset& dataset, const CanonicalizeOptions& options) {
  return Canonicalizer(dataset, options).run();
}

Result<FirstDegreeHashes> first_degree_hashes(const Dataset& dataset, crypto::HashAlgorithm hash) {
  return Canonicalizer(dataset, {.hash = hash}).hashes();
}

}  // namespace cairn::rdf
