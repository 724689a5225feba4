// Names of descriptions of the protein alone, and for the residue numbers of the older literature.

import BioSequence

extension VariantNamer {
  /// Names a `p.` description.
  func name(protein parsed: HGVSDescription) throws(HGVSError) -> NamedVariant {
    let reference = try catalog.resolve(parsed.reference)
    if let selector = parsed.selector {
      let inner = try catalog.resolve(selector)
      guard geneIndices(inner) == geneIndices(reference) else {
        throw HGVSError(.contradiction, "the reference and what stands in its brackets belong to different genes")
      }
    }
    guard let edit = parsed.protein else { throw HGVSError(.syntax, "expected a protein change") }
    let gene: GeneModel
    switch reference {
    case .protein(let index), .gene(let index): gene = genes[index]
    case .transcript(let index, _, let accession):
      let protein = genes[index].transcripts[0].transcript.proteinAccession
      throw HGVSError(
        .wrongCoordinateType, "\(accession) is a transcript: p. descriptions stand on \(protein)")
    default: throw HGVSError(.wrongCoordinateType, "a genomic reference has no p. descriptions")
    }
    var notes: [String] = []
    if case .gene = reference { notes.append("read on \(gene.transcripts[0].transcript.proteinAccession)") }
    let corrections = VariantNamer.corrections(of: parsed.oddities, type: .protein)
    return try name(residues: edit, gene, corrections, notes)
  }

  /// Names `COL1A1 G988C` or `alpha1(I) G988C`: the number counts by the older numbering of the gene's residues.
  func name(
    legacy chain: String, _ edit: WrittenProteinEdit, _ oddities: [WrittenOddity]
  ) throws(HGVSError) -> NamedVariant {
    guard let index = catalog.gene(named: chain) else {
      throw HGVSError(
        .unknownReference, column: 1, "expected \(catalog.listOfNames) before a residue change")
    }
    let gene = genes[index]
    guard let numbering = gene.record.residueNumbering else {
      throw HGVSError(
        .unsupported, column: 1,
        "\(gene.symbol) has no older residue numbers: write \(gene.transcripts[0].transcript.proteinAccession):p.")
    }
    let protein = gene.transcripts[0].protein
    for residue in edit.numbered {
      let number = residue.number + numbering.shift
      guard numbering.residues.contains(number), protein[number - 1] == residue.residue else {
        throw HGVSError(.referenceMismatch, legacyReason(residue, gene, numbering))
      }
    }
    try refuseBases(edit, gene, numbering)
    let numbers = edit.numbered.map { "\($0.number) is p.\($0.number + numbering.shift)" }
    return try name(
      residues: edit.shifted(by: numbering.shift), gene,
      VariantNamer.corrections(of: oddities.filter { $0 != .stopAsX }, type: .protein),
      numbers.isEmpty ? [] : ["\(numbering.part) residue " + numbers.joined(separator: ", ")])
  }

  private func legacyReason(
    _ residue: WrittenResidue, _ gene: GeneModel, _ numbering: ResidueNumbering
  ) -> String {
    let protein = gene.transcripts[0].protein
    let (part, number, code) = (numbering.part, residue.number, residue.residue.threeLetter)
    var reason = "the \(part) has residues 1 to \(numbering.residues.count)"
    if numbering.residues.contains(number + numbering.shift) {
      let found = protein[number + numbering.shift - 1].threeLetter
      reason = "\(part) residue \(number) of \(gene.symbol) is \(found), not \(code)"
    }
    if protein.indices.contains(number - 1), protein[number - 1] == residue.residue {
      let accession = gene.transcripts[0].transcript.proteinAccession
      reason += "; the precursor has \(code) at \(number): "
      reason += "is \(accession):p.\(code)\(number) meant? (p. = \(part) + \(numbering.shift))"
    }
    return reason
  }

  // MARK: a protein change

  private func check(_ edit: WrittenProteinEdit, _ gene: GeneModel) throws(HGVSError) {
    let protein = gene.transcripts[0].protein
    let accession = gene.transcripts[0].transcript.proteinAccession
    for residue in edit.numbered {
      guard residue.number <= protein.count else {
        throw HGVSError(
          .outOfRange, "residue \(residue.number) lies outside \(accession), which has \(protein.count - 1) residues")
      }
      let found = protein[residue.number - 1]
      guard found != residue.residue else { continue }
      var reason =
        "residue \(residue.number) of \(accession) is \(found.threeLetter), not \(residue.residue.threeLetter)"
      if let numbering = gene.record.residueNumbering,
        numbering.residues.contains(residue.number + numbering.shift),
        protein[residue.number + numbering.shift - 1] == residue.residue
      {
        reason += "; \(numbering.part) residue \(residue.number) is \(residue.residue.threeLetter): "
        reason += "is p.\(residue.residue.threeLetter)\(residue.number + numbering.shift) meant? "
        reason += "(p. = \(numbering.part) + \(numbering.shift))"
      }
      throw HGVSError(.referenceMismatch, reason)
    }
    if case .insertion(let first, let last, _) = edit, last.number != first.number + 1 {
      throw HGVSError(.wrongOrder, "an insertion stands between two neighbouring residues")
    }
    if let first = edit.numbered.first, let last = edit.numbered.last, first.number > last.number {
      throw HGVSError(.wrongOrder, "the start lies after the end")
    }
  }

  private func name(
    residues edit: WrittenProteinEdit, _ gene: GeneModel, _ corrections: [String], _ notes: [String]
  ) throws(HGVSError) -> NamedVariant {
    try check(edit, gene)
    let protein = gene.transcripts[0].protein
    switch edit {
    case .substitution(let residue, let new):
      if residue.number == 1 {
        throw HGVSError(
          .contradiction,
          "a change of Met1 changes the start of translation: "
            + "\(gene.transcripts[0].transcript.proteinAccession):p.(Met1?)")
      }
      return nameSingleBase(residue, { $0 == new }, gene, corrections, notes)
    case .identity(let first, let last) where first.number == last.number:
      return nameSingleBase(first, { $0 == protein[first.number - 1] }, gene, corrections, notes)
    case .uncertain(let residue):
      guard residue.number == 1 else {
        throw HGVSError(.unsupported, "an unknown change of a residue cannot be named")
      }
      return nameSingleBase(residue, { $0 != .met }, gene, corrections, notes)
    default:
      return try nameOther(edit, gene, corrections, notes)
    }
  }

  /// All single-base changes of one codon that give a wanted residue.
  private func nameSingleBase(
    _ residue: WrittenResidue, _ isWanted: (AminoAcid) -> Bool, _ gene: GeneModel, _ corrections: [String],
    _ notes: [String]
  ) -> NamedVariant {
    var corrections = corrections
    var notes = notes
    let model = gene.transcripts[0]
    let start = model.coding.lowerBound + 3 * (residue.number - 1)
    var found: [VariantNames] = []
    for place in 0..<3 {
      var codon = [model.spliced[start], model.spliced[start + 1], model.spliced[start + 2]]
      let reference = codon[place]
      for base in UInt8(0)..<4 where base != reference {
        codon[place] = base
        guard isWanted(GeneticCode.translate(codon[0], codon[1], codon[2])) else { continue }
        let offset = model.transcript.recordOffset(ofTranscriptOffset: start + place)
        found.append(gene.names(replacing: offset..<offset + 1, with: [base]))
      }
    }
    if found.count > 1 { corrections.append("\(found.count) single-base changes give this protein change") }
    var named = NamedVariant(gene: gene, variants: found, corrections: corrections)
    if found.isEmpty {
      notes.append("no single-base change gives this protein change")
      let codes = UInt8(0)..<64
      let wanted = codes.map { GeneticCode.translate($0 / 16, $0 / 4 % 4, $0 % 4) }.first(where: isWanted) ?? .xaa
      named = self.named(.substitution(residue: residue.number, to: wanted), gene, corrections, short: nil)
    }
    named.notes = notes
    return named
  }

  /// Changes that no single base makes: checked, normalised in protein space, without a `c.` name.
  private func nameOther(
    _ edit: WrittenProteinEdit, _ gene: GeneModel, _ corrections: [String], _ notes: [String]
  ) throws(HGVSError) -> NamedVariant {
    var corrections = corrections
    var notes = notes
    let model = gene.transcripts[0]
    let change = try proteinChange(edit, model)
    var short: String?
    switch edit {
    case .frameshift(let residue, nil, _): short = "p.(\(residue.residue.threeLetter)\(residue.number)fs)"
    case .stopExtension(let residue, nil, _): short = "p.(\(residue.residue.threeLetter)\(residue.number)ext)"
    case .startExtension(_, let count): short = "p.(Met1ext-\(count))"
    default:
      let isSame =
        change.firstResidue == edit.numbered.first?.number && change.lastResidue == edit.numbered.last?.number
      if !isSame { corrections.append("written by the rules of protein descriptions") }
    }
    if change.firstResidue != nil { notes.append("no single-base change gives this protein change") }
    var named = named(change, gene, corrections, short: short)
    if case .frameshift(let residue, _, let distance?) = change {
      let decay = VariantNamer.decay(residue: residue, distance: distance, model)
      notes.append(decay.explanation)
    }
    named.notes = notes
    return named
  }

  static func decay(residue: Int, distance: Int, _ model: TranscriptModel) -> NonsenseMediatedDecay {
    let stop = residue + distance - 1
    let junction = model.exonStarts[model.exonStarts.count - 2]
    return NonsenseMediatedDecay(stopCodon: stop, distance: junction - (model.coding.lowerBound + 3 * stop))
  }

  /// A written protein change in canonical form.
  func proteinChange(_ edit: WrittenProteinEdit, _ model: TranscriptModel) throws(HGVSError) -> ProteinChange {
    switch edit {
    case .wholeIdentity: .identity
    case .unknown: .unknown
    case .noProtein: .noProtein
    case .uncertain: .startLost
    case .substitution(let residue, let new):
      residue.number == 1
        ? .startLost
        : residue.residue == .ter
          ? .extension(residue: residue.number, to: new, distance: nil)
          : .substitution(residue: residue.number, to: new)
    case .identity(let first, let last): .synonymous(first: first.number, last: last.number)
    case .deletion(let first, let last): model.proteinChange(replacing: first.number...last.number, with: [])
    case .duplication(let first, let last):
      model.proteinChange(insertingAfter: last.number, Array(model.protein[first.number - 1..<last.number]))
    case .insertion(let first, _, let residues):
      residues.contains(.ter)
        ? .insertion(after: first.number, residues: VariantNamer.upToStop(residues))
        : model.proteinChange(insertingAfter: first.number, residues)
    case .delins(let first, let last, let residues):
      model.proteinChange(replacing: first.number...last.number, with: VariantNamer.upToStop(residues))
    case .frameshift(let residue, let new, let distance):
      new == .ter
        ? .substitution(residue: residue.number, to: .ter)
        : .frameshift(residue: residue.number, to: new ?? .xaa, distance: distance)
    case .stopExtension(let residue, let new, let distance):
      .extension(residue: residue.number, to: new ?? .xaa, distance: distance)
    case .startExtension: .unknown
    }
  }

  private static func upToStop(_ residues: [AminoAcid]) -> [AminoAcid] {
    residues.firstIndex(of: .ter).map { Array(residues[...$0]) } ?? residues
  }

  private func named(
    _ change: ProteinChange, _ gene: GeneModel, _ corrections: [String], short: String?
  ) -> NamedVariant {
    let model = gene.transcripts[0]
    let accession = model.transcript.proteinAccession
    var named = NamedVariant(gene: gene, content: .protein([change], version: 0), corrections: corrections)
    named.hgvsP = text {
      $0.append(text: accession + ":")
      if let short { $0.append(text: short) } else { change.write(to: &$0, protein: model.protein) }
    }
    named.consequence = text { model.consequences(of: change).write(to: &$0) }
    guard let first = change.firstResidue, let last = change.lastResidue else { return named }
    let low = model.transcript.exonIndex(containingTranscriptOffset: model.coding.lowerBound + 3 * (first - 1))
    let high = model.transcript.exonIndex(containingTranscriptOffset: model.coding.lowerBound + 3 * last - 1)
    named.exon = ExonEvent.list(low...high) { String($0 + 1) }
    named.legacyExon = ExonEvent.list(low...high) { gene.record.legacyExonNames[$0] }
    return named
  }

  // MARK: the protein part of a title

  /// Checks the protein change in the brackets of a title against what the coding change gives.
  func checkTitle(
    _ claim: WrittenProteinEdit, _ names: VariantNames, _ gene: GeneModel
  ) throws(HGVSError) -> [String] {
    let model = gene.transcripts[0]
    try check(claim, gene)
    let predicted = names.effect.coding.change
    let claimed = try proteinChange(claim, model)
    if claimed == predicted || claimed == .unknown { return [] }
    let name = text { predicted.write(to: &$0, protein: model.protein) }
    switch (claimed, predicted) {
    case (.frameshift(let first, let new, let distance), .frameshift(let second, let other, let length))
    where first == second && (new == .xaa || new == other) && (distance == nil || distance == length):
      return []
    case (.extension(let first, let new, _), .extension(let second, let other, _))
    where first == second && (new == .xaa || new == other):
      return []
    case (.startLost, .startLost), (.identity, .synonymous), (_, .unknown):
      return []
    case (.frameshift(let first, _, _), .extension(let second, _, _)) where first == second,
      (.frameshift(let first, _, _), .substitution(let second, .ter)) where first == second:
      return ["the protein change is written \(name)"]
    case (.frameshift(1, _, _), .startLost): return ["the protein change is written \(name)"]
    default: break
    }
    if let first = model.protein(after: claimed), first == model.protein(after: predicted) {
      return ["the protein change is written \(name)"]
    }
    throw HGVSError(.contradiction, "the protein part does not follow from the c. part, which gives \(name)")
  }
}

extension WrittenProteinEdit {
  /// The residues that the change names with their numbers.
  var numbered: [WrittenResidue] {
    switch self {
    case .wholeIdentity, .unknown, .noProtein: []
    case .substitution(let residue, _), .uncertain(let residue), .frameshift(let residue, _, _),
      .stopExtension(let residue, _, _), .startExtension(let residue, _):
      [residue]
    case .identity(let first, let last), .deletion(let first, let last), .duplication(let first, let last),
      .insertion(let first, let last, _), .delins(let first, let last, _):
      [first, last]
    }
  }

  /// The same change with other numbers.
  func shifted(by shift: Int) -> WrittenProteinEdit {
    func moved(_ residue: WrittenResidue) -> WrittenResidue {
      WrittenResidue(residue: residue.residue, number: residue.number + shift)
    }
    return switch self {
    case .wholeIdentity, .unknown, .noProtein: self
    case .substitution(let residue, let new): .substitution(moved(residue), to: new)
    case .uncertain(let residue): .uncertain(moved(residue))
    case .identity(let first, let last): .identity(moved(first), moved(last))
    case .deletion(let first, let last): .deletion(moved(first), moved(last))
    case .duplication(let first, let last): .duplication(moved(first), moved(last))
    case .insertion(let first, let last, let residues): .insertion(moved(first), moved(last), residues)
    case .delins(let first, let last, let residues): .delins(moved(first), moved(last), residues)
    case .frameshift(let residue, let new, let distance): .frameshift(moved(residue), to: new, distance: distance)
    case .stopExtension(let residue, let new, let distance): .stopExtension(moved(residue), to: new, distance: distance)
    case .startExtension(let residue, let count): .startExtension(moved(residue), count)
    }
  }
}
