// The chain from its tables: landmarks, regions, patterns, diseases, and the repeats of the record.

import BioSequence
import Documents

extension GeneTables {
  /// The six parts of the chain, in the order of ``ChainDomain/Kind``.
  func domains(of record: GeneRecord) throws(InputFault) -> [ChainDomain] {
    let rows = landmarks.rows(of: record.symbol)
    let protein = GeneticCode.translate(record.preferredTranscript.codingSequence(from: record.sequence))
    var found: [ChainDomain] = []
    for row in rows {
      let kind = try landmarks.choice(row, "feature", ChainDomain.Kind.self)
      let range = try landmarks.range(row, "aa_start", "aa_end")
      guard range.upperBound < protein.count else {
        throw landmarks.fault(.outOfRange, row, "aa_end", "the protein has \(protein.count - 1) residues")
      }
      guard kind == ChainDomain.Kind.allCases[min(found.count, 5)], found.count < 6 else {
        throw landmarks.fault(
          .invalidValue, row, "feature", "the parts of a chain are written once each, N-terminal first",
          remedy: "write " + ChainDomain.Kind.allCases.map(\.rawValue).joined(separator: ", "))
      }
      guard range.lowerBound >= found.last?.residues.upperBound ?? 0 else {
        throw landmarks.fault(.conflict, row, "aa_start", "the part overlaps the one before it")
      }
      if kind == .tripleHelix { try checkHelix(range, protein, row) }
      found.append(ChainDomain(kind: kind, residues: range.lowerBound + 1...range.upperBound))
    }
    guard found.count == ChainDomain.Kind.allCases.count else {
      let missing = ChainDomain.Kind.allCases[found.count].rawValue
      throw InputFault(
        .missing, file: landmarks.file, place: record.symbol, reason: "the part \(missing) is missing",
        remedy: "give all six parts of the chain")
    }
    return found
  }

  private func checkHelix(
    _ range: Range<Int>, _ protein: [AminoAcid], _ row: ReferenceTable.Row
  ) throws(InputFault) {
    guard range.count % 3 == 0 else {
      throw landmarks.fault(.conflict, row, "aa_end", "the helix has \(range.count) residues: not whole triplets")
    }
    for place in stride(from: range.lowerBound, to: range.upperBound, by: 3) where protein[place] != .gly {
      throw landmarks.fault(
        .conflict, row, "aa_start", "residue \(place + 1) is not glycine: the helix is read as Gly-X-Y without a break")
    }
  }

  func regions(of record: GeneRecord, helix: ClosedRange<Int>) throws(InputFault) -> [HelixRegion] {
    var found: [HelixRegion] = []
    for row in regions.rows(of: record.symbol) {
      let range = try regions.range(row, "helix_start", "helix_end")
      guard range.upperBound <= helix.count else {
        throw regions.fault(.outOfRange, row, "helix_end", "the helix has \(helix.count) residues")
      }
      found.append(
        HelixRegion(
          kind: try regions.choice(row, "kind", HelixRegion.Kind.self), name: try regions.value(row, "name"),
          residues: range.lowerBound + 1...range.upperBound, source: try regions.value(row, "source")))
    }
    return found
  }

  func patterns(of record: GeneRecord) throws(InputFault) -> [ChainDefect: String] {
    var found: [ChainDefect: String] = [:]
    for row in patterns.rows(of: record.symbol) {
      let defect = try patterns.choice(row, "defect", ChainDefect.self)
      guard found.updateValue(try patterns.value(row, "pattern"), forKey: defect) == nil else {
        throw patterns.fault(.duplicate, row, "defect", "the defect is there twice")
      }
    }
    return found
  }

  func diseases(of record: GeneRecord) throws(InputFault) -> [GeneDisease] {
    var found: [GeneDisease] = []
    for row in diseases.rows(of: record.symbol) {
      var defects: [DiseaseDefect] = []
      for word in try diseases.value(row, "defect").split(separator: "&") {
        guard let defect = DiseaseDefect(rawValue: String(word)) else {
          throw diseases.fault(
            .invalidValue, row, "defect", "the value is not known",
            remedy:
              "write one or more of \(DiseaseDefect.allCases.map(\.rawValue).joined(separator: ", ")), joined by &"
          )
        }
        defects.append(defect)
      }
      let inheritance = try diseases.value(row, "inheritance")
      guard ["AD", "AR"].contains(inheritance) else {
        throw diseases.fault(.invalidValue, row, "inheritance", "the value is not known", remedy: "write AD or AR")
      }
      let mondo = diseases.text(row, "mondo")
      found.append(
        GeneDisease(
          mim: diseases.text(row, "mim").isEmpty ? nil : String(try diseases.number(row, "mim")),
          mondo: mondo.isEmpty ? nil : mondo, name: try diseases.value(row, "name"),
          group: try diseases.value(row, "group"), inheritance: inheritance, defects: defects,
          place: try place(row), source: try diseases.value(row, "source")))
    }
    return found
  }

  private func place(_ row: ReferenceTable.Row) throws(InputFault) -> GeneDisease.Place {
    let text = diseases.text(row, "place")
    if text.isEmpty { return .anywhere }
    if text.hasPrefix("p.") { return .change(text) }
    let ends = text.hasPrefix("helix:") ? text.dropFirst(6).split(separator: "-").compactMap { Int($0) } : []
    guard ends.count == 2, ends[0] >= 1, ends[0] <= ends[1] else {
      throw diseases.fault(
        .invalidValue, row, "place", "not a place", remedy: "write a change such as p.Arg312Cys, helix:1-90, or a dot")
    }
    return .helix(ends[0]...ends[1])
  }

  func repeats(of record: GeneRecord) throws(InputFault) -> [Range<Int>] {
    var found: [Range<Int>] = []
    for row in repeats.rows(of: record.symbol) {
      let range = try repeats.range(row, "lrg_start", "lrg_end")
      guard range.upperBound <= record.sequence.count else {
        throw repeats.fault(.outOfRange, row, "lrg_end", "the record has \(record.sequence.count) bases")
      }
      found.append(range)
    }
    return found
  }
}
