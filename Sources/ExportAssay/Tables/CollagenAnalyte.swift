// What an assay measures, under the names that laboratories and kits give it: type I collagen, or something else.

internal import Documents

/// The analyte of a plate or of an amount.
struct CollagenAnalyte: Sendable {
  /// What it says of type I collagen.
  enum Kind: Sendable {
    /// A part of type I collagen, or its propeptide.
    case typeOne
    /// A label or stain of collagen, or no name at all: what it is of follows from what was measured.
    case unspecified
    /// Another collagen or another protein.
    case other
    /// A name that is not known.
    case unknown
  }

  /// Its usual name; a name that is not known stands as it was written.
  let name: String
  /// What it says of type I collagen.
  let kind: Kind

  /// Names that are known, for messages.
  static let words = "PICP, P1NP, collagen_I, procollagen_I, alpha1_I"

  private static let stains: Set<String> = [
    "", "pro", "proline", "hyp", "hydroxyproline", "met", "methionine", "collagen", "collagens", "totalcollagen",
    "solublecollagen", "14c", "14cpro", "14cproline", "3h", "3hpro", "3hproline", "35s", "35smet", "35smethionine",
    "coomassie", "silver", "wb", "western", "siriusred", "picrosiriusred", "sircol", "hibit", "nanoluc",
    "23h3hproline", "23h3hpro", "l23h3hproline", "2333h3hproline", "procollagen",
  ]

  /// Proteins that gels, blots and plates of fibroblasts also hold.
  private static let others: Set<String> = [
    "actin", "betaactin", "bactin", "actb", "alphasma", "asma", "acta2", "gapdh", "tubulin", "alphatubulin",
    "betatubulin", "vinculin", "vimentin", "laminb1", "lamina", "laminac", "histoneh3", "h3", "albumin", "hsa", "bsa",
    "fibronectin", "fn", "fn1", "elastin", "tropoelastin", "laminin", "vitronectin", "tenascinc", "periostin",
    "decorin", "biglycan", "osteonectin", "sparc", "osteocalcin", "osteopontin", "alp", "timp1", "timp2", "mmp1",
    "mmp2", "mmp3", "mmp9", "hsp47", "serpinh1", "bip", "hspa5", "grp78", "calnexin", "pdi", "p4hb", "crtap", "p3h1",
    "ppib", "cyclophilinb", "fkbp10", "ldh", "dna", "protein", "totalprotein", "hyaluronan", "hyaluronicacid", "gag",
    "tgfb1", "tgfbeta1", "il6", "vegf",
  ]

  init(_ text: String) {
    let plain = CollagenChain.folded(text)
    let bare = Self.bare(plain)
    if Self.stains.contains(plain) {
      (name, kind) = (text, .unspecified)
    } else if let own = Self.propeptide(bare) {
      (name, kind) = (own.name, own.type == "i" ? .typeOne : .other)
    } else if let chain = CollagenChain(text) ?? CollagenChain(bare) {
      (name, kind) = (chain.name, chain.isTypeOne ? .typeOne : .other)
    } else {
      (name, kind) = (text, Self.others.contains(plain) || Self.others.contains(bare) ? .other : .unknown)
    }
  }

  /// Without the words of kits and antibodies.
  private static func bare(_ plain: String) -> String {
    var text = plain
    for word in ["anti", "human", "intact", "total"] where text.hasPrefix(word) { text.removeFirst(word.count) }
    for word in ["elisa", "kit", "eia", "ria", "duoset"] where text.hasSuffix(word) { text.removeLast(word.count) }
    return text
  }

  /// `PICP`, `P1NP`, `PIIINP`, `CICP`, `procollagen type I C-peptide`: the usual name and the type of the collagen.
  private static func propeptide(_ plain: String) -> (name: String, type: String)? {
    var text = plain
    if ["cicp", "pip"].contains(text) { return ("PICP", "i") }
    for word in ["propeptide", "terminalpropeptide", "terminalpeptide", "peptide"].sorted(by: { $0.count > $1.count })
    where text.hasSuffix(word) {
      text = String(text.dropLast(word.count)) + "p"
      break
    }
    for word in ["procollagentype", "procollagen"] where text.hasPrefix(word) {
      text = "p" + text.dropFirst(word.count)
      break
    }
    guard text.hasPrefix("p"), text.hasSuffix("cp") || text.hasSuffix("np"),
      let type = CollagenChain.numeral(String(text.dropFirst().dropLast(2)))
    else { return nil }
    let end = text.hasSuffix("cp") ? "CP" : "NP"
    return (type == "i" ? (end == "CP" ? "PICP" : "P1NP") : "P" + type.uppercased() + end, type)
  }
}

extension CollagenAnalyte {
  /// What is said of an analyte that is not known; `nil` for others.
  var doubt: String? {
    guard kind == .unknown else { return nil }
    return
      "the analyte \(name.quoted()) is not known and is taken to be a measure of type I collagen; if it is one, write \(Self.words) or another of its chains"
  }
}

extension RowReader {
  /// The analyte by its usual name; `nil` if the cell says nothing.
  var analyte: String? { text("analyte").map { CollagenAnalyte($0).name } }
}
