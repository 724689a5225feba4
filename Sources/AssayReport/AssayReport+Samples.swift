// samples.tsv: one line a sample of a plate, its wells put together.

internal import Documents
internal import ExportAssay
internal import Numerics
internal import Pages

extension AssayReport {
  /// One sample on one plate.
  struct Sample {
    let plate: PlateEvaluation
    let wells: [WellResult]
    /// The mean of the usable wells, corrected for dilution; NaN without one.
    let mean: Double
    let deviation: Double
    let interval: (low: Double, high: Double)
    /// Usable wells.
    let count: Int
    let flags: Set<QualityFlag>

    /// Puts the wells of a sample together. The interval of one dilution is that of the curve at the mean signal; of several,
    /// the mean of their logarithms with the error of each.
    init(_ plate: PlateEvaluation, _ wells: [WellResult]) {
      self.plate = plate
      self.wells = wells
      let usable = wells.filter(\.isUsable)
      let values = usable.compactMap(\.sampleConcentration)
      count = values.count
      mean = values.isEmpty ? .nan : values.mean
      deviation = values.count > 1 ? values.standardDeviation : .nan
      flags = wells.reduce(into: []) { $0.formUnion($1.flags) }
      var variance = 0.0
      let dilutions = Set(usable.map(\.well.dilution)).sorted()
      var single: (low: Double, high: Double)?
      for dilution in dilutions {
        let own = usable.filter { $0.well.dilution == dilution }
        let signals = own.compactMap(\.signal.number)
        let reading = plate.curve.read(signal: signals.mean, replicates: signals.count)
        variance += reading.relativeError * reading.relativeError
        if let x = reading.concentration, x > 0 { single = (reading.low / x, reading.high / x) }
      }
      if dilutions.count == 1, let single {
        interval = (mean * single.low, mean * single.high)
      } else {
        let half = 1.959_963_984_540_054 * variance.squareRoot() / Double(Swift.max(1, dilutions.count))
        interval = dilutions.isEmpty ? (.nan, .nan) : (mean * Elementary.exp(-half), mean * Elementary.exp(half))
      }
    }

    /// The coefficient of variation in per cent.
    var variation: Double { 100 * deviation / mean }
  }

  /// Samples, controls and spikes of all plates in the order of their wells.
  static func samples(_ result: AssayResult) -> [Sample] {
    result.plates.flatMap { plate in
      var order: [[String]] = []
      var wells: [[String]: [WellResult]] = [:]
      for item in plate.wells where [.unknown, .qc, .spike].contains(item.well.role) {
        let key = [item.well.plate, item.well.role.rawValue, item.well.sample]
        if wells[key] == nil { order.append(key) }
        wells[key, default: []].append(item)
      }
      return order.map { Sample(plate, wells[$0] ?? []) }
    }
  }

  /// The samples table; concentrations are in the undiluted sample.
  static func samplesTable(_ result: AssayResult) -> String {
    let columns = [
      "source", "plate_id", "role", "sample_id", "line_id", "bio_rep", "fraction", "wells", "wells_used", "mean", "sd",
      "cv_pct", "low", "high", "unit", "dilutions", "flags",
    ]
    return TSV.table(
      columns,
      samples(result).map { sample in
        let well = sample.wells[0].well
        return [
          sample.plate.record.file, well.plate, well.role.rawValue, well.sample, well.cellLine ?? "",
          TSV.cell(well.bioRep), well.fraction?.rawValue ?? "", String(sample.wells.count), String(sample.count),
          TSV.cell(sample.mean, 7), TSV.cell(sample.deviation, 4), TSV.cell(sample.variation, 4),
          TSV.cell(sample.interval.low), TSV.cell(sample.interval.high), sample.plate.record.unit,
          Set(sample.wells.map(\.well.dilution)).sorted().map { NumberText.significant($0) }.joined(separator: ","),
          sample.flags.sorted().map(\.rawValue).joined(separator: ","),
        ]
      })
  }

  /// Every sample with its mean, on the page.
  static func sampleSection(_ result: AssayResult) -> Markup {
    let all = samples(result)
    guard !all.isEmpty else { return .empty }
    return Markup.heading("Samples")
      + .table(
        [
          "plate", "sample", "line", "dish", "fraction", "wells used", "mean in the sample (95 %)", "SD", "CV, %",
          "unit",
          "flags",
        ],
        all.map { sample in
          let well = sample.wells[0].well
          return [
            well.plate, well.sample, well.cellLine ?? "", well.bioRep.map(String.init) ?? "",
            well.fraction?.rawValue ?? "", "\(sample.count) of \(sample.wells.count)",
            Format.interval(sample.mean, sample.interval, 4), Format.number(sample.deviation, 3),
            Format.number(sample.variation, 3), sample.plate.record.unit, Format.flagWords(sample.flags),
          ]
        })
  }

  /// The inputs: what they are, their digests, and what exports say of machine, date and operator.
  static func inputSection(_ result: AssayResult, _ version: String?) -> Markup {
    var out = Markup.heading("Program and inputs")
    out += .paragraph("collagen \(version ?? "")")
    out += .table(
      ["file", "read as", "reader", "serial number", "read on", "operator", "protocol", "SHA-256"],
      result.inputs.map { input in
        let said = input.provenance
        let reader = [said?.instrument, said?.software].compactMap { $0 }.joined(separator: ", ")
        return [
          input.name, input.kind, reader.isEmpty ? "—" : reader, said?.serialNumber ?? "—",
          said?.measured ?? said?.saved.map { "saved " + $0 } ?? "—", said?.person ?? "—", said?.protocolName ?? "—",
          input.sha256 ?? "—",
        ]
      })
    return out
  }

  /// The limits of the class rule with the keys of a limits file.
  static func limitSection(_ rules: ClassRules) -> Markup {
    let usual = ClassRules()
    return .heading("Limits", isPart: true)
      + .table(
        ["key", "value", "default", "unit", "what it decides"],
        ClassLimit.all.map {
          [
            $0.key, NumberText.significant($0.value(in: rules)), NumberText.significant($0.value(in: usual)), $0.unit,
            $0.meaning,
          ]
        })
      + .paragraph("A laboratory sets its own with --limits FILE (collagen template limits).", "small")
  }
}
