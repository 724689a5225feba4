// A parsed description as text again, in the spelling of the nomenclature: what was read past is not written.

import BioSequence

extension HGVSDescription: CustomStringConvertible {
  /// The description, such as `NM_000088.4:c.589G>T`; reading it gives the same description without oddities.
  package var description: String {
    text {
      $0.append(text: reference)
      if let selector { $0.append(text: "(\(selector))") }
      $0.append(text: ":\(type.letter).")
      if type == .protein {
        $0.append(text: protein?.description ?? "")
      } else if let wholeRNA {
        $0.append(text: isPredictedRNA ? "(\(wholeRNA.rawValue))" : wholeRNA.rawValue)
      } else if isPredictedRNA {
        $0.append(UInt8(ascii: "("))
        writeAllele(to: &$0)
        $0.append(UInt8(ascii: ")"))
      } else {
        writeAllele(to: &$0)
        if let protein { $0.append(text: " (p.\(protein))") }
      }
    }
  }

  private func writeAllele(to text: inout [UInt8]) {
    let all = variants.map { $0.text(isRNA: type == .rna) }
    switch phase {
    case .single: text.append(text: all.first ?? "")
    case .cis: text.append(text: "[" + all.joined(separator: ";") + "]")
    case .trans: text.append(text: all.map { "[\($0)]" }.joined(separator: ";"))
    case .unknown: text.append(text: all.joined(separator: "(;)"))
    }
  }
}

extension WrittenVariant {
  fileprivate func text(isRNA: Bool) -> String {
    guard start != .at(.unknown) || edit != .identity(.none) || isRange else { return "=" }
    return start.description + (isRange ? "_\(end)" : "") + edit.text(isRNA: isRNA)
  }
}

extension WrittenEnd: CustomStringConvertible {
  /// `589+1`, or `(588+1_589-1)` for an uncertain end.
  package var description: String {
    switch self {
    case .at(let position): position.description
    case .between(let low, let high): "(\(low)_\(high))"
    }
  }
}

extension WrittenPosition: CustomStringConvertible {
  /// `589+1`, or `?`.
  package var description: String { isUnknown ? "?" : position.description }
}

extension WrittenEdit {
  fileprivate func text(isRNA: Bool) -> String {
    func letters(_ codes: [UInt8]) -> String {
      let text = HGVS.text { $0.append(codes: codes) }
      return isRNA ? text.lowercased().replacing("t", with: "u") : text
    }
    func stated(_ reference: StatedReference) -> String {
      switch reference {
      case .none: ""
      case .bases(let bases): letters(bases)
      case .length(let length): String(length)
      }
    }
    return switch self {
    case .substitution(let reference, let alternate): letters(reference) + ">" + letters(alternate)
    case .deletion(let reference): "del" + stated(reference)
    case .duplication(let reference): "dup" + stated(reference)
    case .insertion(let bases): "ins" + letters(bases)
    case .insertedRange(let first, let last): "ins[\(first)_\(last)]"
    case .delins(.none, let bases): "delins" + letters(bases)
    case .delins(let reference, let bases): "del" + stated(reference) + "ins" + letters(bases)
    case .inversion(let reference): "inv" + stated(reference)
    case .repeated(let unit, let count): letters(unit) + "[\(count)]"
    case .identity(let reference): stated(reference) + "="
    }
  }
}

extension WrittenResidue: CustomStringConvertible {
  /// `Gly197`.
  package var description: String { residue.threeLetter + String(number) }
}

extension WrittenProteinEdit: CustomStringConvertible {
  /// The change without `p.`, in three-letter codes: `(Gly197Cys)`; `?` and `0` stand without brackets.
  package var description: String {
    switch self {
    case .unknown: "?"
    case .noProtein: "0"
    default: "(" + body + ")"
    }
  }

  private var body: String {
    func range(_ first: WrittenResidue, _ last: WrittenResidue) -> String {
      first == last ? first.description : "\(first)_\(last)"
    }
    func codes(_ residues: [AminoAcid]) -> String { residues.map(\.threeLetter).joined() }
    func stop(_ distance: Int?) -> String { distance.map { "Ter\($0)" } ?? "Ter?" }
    return switch self {
    case .substitution(let residue, let new): residue.description + new.threeLetter
    case .identity(let first, let last): range(first, last) + "="
    case .wholeIdentity, .unknown, .noProtein: "="
    case .uncertain(let residue): "\(residue)?"
    case .deletion(let first, let last): range(first, last) + "del"
    case .duplication(let first, let last): range(first, last) + "dup"
    case .insertion(let first, let last, let residues): "\(first)_\(last)ins" + codes(residues)
    case .delins(let first, let last, let residues): range(first, last) + "delins" + codes(residues)
    case .frameshift(let residue, let new, let distance):
      new == nil && distance == nil ? "\(residue)fs" : "\(residue)\(new?.threeLetter ?? "")fs" + stop(distance)
    case .stopExtension(let residue, let new, let distance):
      "\(residue)\(new?.threeLetter ?? "")ext" + stop(distance)
    case .startExtension(let residue, let count): "\(residue)ext-\(count)"
    }
  }
}

extension WrittenVCFAllele: CustomStringConvertible {
  /// `17-50198002-C-A`.
  package var description: String {
    VCFAllele(chromosome: chromosome, position: position, reference: reference, alternate: alternate).description
  }
}

extension ParsedDescription: CustomStringConvertible {
  /// The description in its own form.
  package var description: String {
    switch self {
    case .hgvs(let parsed): parsed.description
    case .vcf(let allele, _): allele.description
    case .legacy(let chain, let edit, _): "\(chain) " + edit.description
    }
  }
}
