// One slip in one right study: is a class or figure changed without a word?

internal import ExportAssay
internal import Numerics
internal import TypeICollagen

/// What a reader sees of a run: classes, figures, and everything that is said beside them.
package struct StudyOutcome: Sendable {
  /// Classes by line.
  package var classes: [String: String] = [:]
  /// Figures by name.
  package var figures: [String: Double] = [:]
  /// Migration shifts by line, per cent: around zero, so that they change by points.
  package var shifts: [String: Double] = [:]
  /// Flags and warnings.
  package var said: Set<String> = []

  private static let ofGelsAndChases: Set<AssayReadout> = [.chainRatio, .typeThree, .rate]

  /// Evaluates files.
  package init(_ inputs: [(name: String, bytes: [UInt8])]) throws {
    let result = try AssayRun.run(inputs: inputs)
    for line in result.lines {
      if let verdict = line.verdict { classes[line.line] = verdict.name.rawValue }
      figures[line.line + " synthesis"] = line.synthesis.value
      figures[line.line + " synthesis %"] = line.synthesisPercent
      figures[line.line + " secretion"] = line.secretion.value
      figures[line.line + " secretion %"] = line.secretionPercent
      for item in line.findings where Self.ofGelsAndChases.contains(item.readout) {
        figures[line.line + " " + item.readout.rawValue] = item.value
      }
      shifts[line.line] = line.finding(.migration)?.value
      said.formUnion(line.flags.map { line.line + " " + $0.rawValue })
    }
    for plate in result.plates { said.formUnion(plate.flags.map { plate.record.name + " " + $0.rawValue }) }
    said.formUnion(result.warnings.map(\.message))
    said.insert("synthesis in " + result.synthesisUnit)
  }

  /// The first class or figure that another outcome has otherwise, by more than a fifth.
  package func change(from other: StudyOutcome) -> String? {
    for (line, name) in other.classes.sorted(by: { $0.key < $1.key }) where classes[line] != name {
      return "\(line): \(name) -> \(classes[line] ?? "nothing")"
    }
    for (name, value) in other.figures.sorted(by: { $0.key < $1.key }) {
      let now = figures[name] ?? .nan
      if value.isFinite != now.isFinite || abs(now / value - 1) > 0.2 { return "\(name): \(value) -> \(now)" }
    }
    for (line, value) in other.shifts.sorted(by: { $0.key < $1.key }) {
      let now = shifts[line] ?? .nan
      if !(abs(now - value) < 1) { return "\(line) migration: \(value) -> \(now)" }
    }
    return nil
  }
}

/// What became of one slip.
package enum SlipOutcome: Sendable {
  /// The study has nothing for this slip.
  case notApplicable
  /// No class changed, and no figure by more than a fifth.
  case same
  /// The tables were refused.
  case refused
  /// What changed is flagged or warned of.
  case said
  /// A class or figure changed without a word.
  case silent(String)
}

/// Trials of slips.
package enum SemanticTrial {
  /// The kinds of slips by name, those of a meaning first and then those of any cell.
  package static let kinds: [String] = SemanticMutation.allCases.map(\.rawValue) + CellMutation.allCases.map(\.rawValue)

  /// The kinds that nothing can reveal.
  package static let unseen: [String] = UnseenMutation.allCases.map(\.rawValue)

  /// Makes a right study from a seed, changes it, and compares the two results.
  package static func run(_ kind: String, seed: UInt64) throws -> SlipOutcome {
    // Slips of meaning know plates alone.
    var study =
      SemanticMutation(rawValue: kind) == nil ? RightStudy.ofAnyKind(seed: seed) : RightStudy(seed: seed)
    let right = study
    let before = try StudyOutcome(study.inputs)
    var random = RandomSource(seed: seed ^ 0x5EED)
    let isChanged =
      SemanticMutation(rawValue: kind)?.apply(to: &study, &random)
      ?? CellMutation(rawValue: kind)?.apply(to: &study, &random)
      ?? UnseenMutation(rawValue: kind)?.apply(to: &study, &random) ?? false
    guard isChanged else { return .notApplicable }
    guard let after = try? StudyOutcome(study.inputs) else { return .refused }
    guard let change = after.change(from: before) else { return .same }
    return after.said.subtracting(before.said).isEmpty ? .silent(change + study.difference(from: right)) : .said
  }

  /// Writes a right study in another order, case and separator: no figure may change and nothing more be said.
  ///
  /// - Returns: what is said or changed, `nil` for nothing.
  package static func rewritten(seed: UInt64) throws -> String? {
    var random = RandomSource(seed: seed)
    let study = RightStudy.ofAnyKind(seed: seed)
    let before = try StudyOutcome(study.inputs)
    var other = study
    other.cultures.columns.shuffle(using: &random)
    other.plate.columns.shuffle(using: &random)
    other.cultures.rows.shuffle(using: &random)
    other.cultures.edit("role", where: { _ in true }) { $0.uppercased() }
    other.plate.edit("fraction", where: { _ in true }) { $0.uppercased() }
    other.plate.edit("unit", where: { _ in true }) { $0.lowercased() }
    other.cultures.columns.append("note")
    var files = [
      (name: "cultures.csv", bytes: Array(other.cultures.text(";").utf8)),
      (study.measure.fileName, Array(other.plate.text("\t").utf8)),
    ]
    if let further = study.further { files.append(("further.csv", Array(further.text(";").utf8))) }
    let after: StudyOutcome
    do { after = try StudyOutcome(files) } catch { return "refused: \(error)" }
    let more = after.said.symmetricDifference(before.said)
    return after.change(from: before) ?? (more.isEmpty ? nil : more.sorted().joined(separator: "; "))
  }

  /// What is said of a right study as it stands, but for what follows from its design: few controls, little power, chains without their composition.
  package static func alarms(seed: UInt64) throws -> [String] {
    let design: [QualityFlag] = [.fewControls, .lowPower, .controlOutlier, .noLabelCorrection]
    return try StudyOutcome(RightStudy.ofAnyKind(seed: seed).inputs).said.filter { text in
      !design.contains { text.hasSuffix(" " + $0.rawValue) } && !text.contains("outlying control")
        && !text.hasPrefix("synthesis in ")
    }.sorted()
  }
}
