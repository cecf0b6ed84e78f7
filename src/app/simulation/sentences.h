// The answers about a population in sentences, in the languages of
// catalogues/simulation.LANGUAGE.json. Each line is indented by two spaces a step.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/simulation/simulate.h"

namespace cairn::simulation {

/// `language` is as in documents::Phrases. Names and values are the files', with whatever
/// characters.
std::vector<std::string> sentences_of(const ChangeAnswer& answer, std::string_view language);
std::vector<std::string> sentences_of(const LostAnswer& answer, std::string_view language);

}  // namespace cairn::simulation
