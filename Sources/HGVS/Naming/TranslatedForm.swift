// What a description in another form than HGVS or VCF was turned into.

import BioSequence

/// A description in another form as the HGVS or VCF-style description that it means.
struct TranslatedForm {
  /// The description.
  var text: String
  /// The assembly that was named, for descriptions without an accession.
  var assembly: Assembly?
  /// What the form is, as a correction; `nil` for forms that are right as they stand.
  var correction: String?
  /// How the form was read, and what else is worth knowing.
  var notes: [String] = []
}
