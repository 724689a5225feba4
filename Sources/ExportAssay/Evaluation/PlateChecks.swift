// Checks on samples and controls of a plate: replicates, dilutions, spikes, quality controls; the verdict.

internal import Documents
import Numerics
internal import TypeICollagen

/// Checks of a plate. Limits follow ICH M10 (2022) in style: ±20 % (±25 % at the ends of the range), 20 % CV, 30 % parallelism.
enum PlateChecks {
  /// A sample at one dilution in one fraction on one plate.
  struct Cluster: Hashable, Comparable {
    let plate: String
    let group: String
    let sample: String
    let fraction: String
    let dilution: Double
    static func < (a: Cluster, b: Cluster) -> Bool {
      (a.plate, a.group, a.sample, a.fraction, a.dilution) < (b.plate, b.group, b.sample, b.fraction, b.dilution)
    }
  }

  static func cluster(_ well: PlateWell) -> Cluster {
    Cluster(
      plate: well.plate, group: well.group + well.role.rawValue, sample: well.sample,
      fraction: (well.fraction?.rawValue ?? "") + "/" + String(well.bioRep ?? 0), dilution: well.dilution)
  }

  /// Replicate CVs of the concentrations, and the flag above 15 %.
  static func markReplicates(_ wells: inout [WellResult]) {
    var members: [Cluster: [Int]] = [:]
    for (index, item) in wells.enumerated() { members[cluster(item.well), default: []].append(index) }
    for (_, indices) in members {
      let used = indices.filter { wells[$0].well.isIncluded && wells[$0].reading?.concentration != nil }
      guard used.count > 1 else { continue }
      let cv = 100 * used.compactMap { wells[$0].reading?.concentration }.coefficientOfVariation
      for index in used {
        wells[index].replicateCV = cv
        if cv > 15, wells[index].well.role != .standard, wells[index].well.role != .blank {
          wells[index].flags.insert(.replicateCV)
        }
      }
    }
  }

  static func run(
    _ wells: inout [WellResult], _ curve: StandardCurve, _ limits: CurveLimits, _ checks: inout [PlateCheck],
    _ flags: inout Set<QualityFlag>
  ) {
    replicates(wells, limits, &checks)
    dilutions(&wells, curve, &checks)
    spikes(&wells, curve, &checks)
    controls(&wells, curve, &checks)
    places(wells, &checks, &flags)
    if checks.contains(where: { $0.kind == .qualityControl && !$0.passes }) { flags.insert(.qcFail) }
  }

  /// Replicates whose CV is above 20 %, or 25 % near LLOQ: beyond the flag at 15 % a check that fails.
  private static func replicates(_ wells: [WellResult], _ limits: CurveLimits, _ checks: inout [PlateCheck]) {
    var members: [Cluster: [WellResult]] = [:]
    for item in wells where item.well.isIncluded && item.well.role != .standard && item.well.role != .blank {
      if item.replicateCV.isFinite, item.reading?.concentration != nil {
        members[cluster(item.well), default: []].append(item)
      }
    }
    for key in members.keys.sorted() {
      let own = members[key] ?? []
      let allowed =
        own.compactMap { $0.reading?.concentration }.mean <= 1.25 * limits.lower
        ? PlateCheckKind.allowedNearLimit : PlateCheckKind.replicates.allowed
      guard let first = own.first, first.replicateCV > allowed.upperBound else { continue }
      checks.append(
        PlateCheck(
          kind: .replicates,
          subject: first.well.sample + " " + own.map(\.well.position.description).joined(separator: ", "),
          value: first.replicateCV, limits: allowed, count: own.count, passes: false,
          detail: "CV of the replicate wells, %"))
    }
  }

  // MARK: Dilutions

  private static func dilutions(_ wells: inout [WellResult], _ curve: StandardCurve, _ checks: inout [PlateCheck]) {
    var series: [String: [Int]] = [:]
    for (index, item) in wells.enumerated() where item.well.role == .unknown && item.well.isIncluded {
      let w = item.well
      let key = [
        w.plate, w.group, w.sample.split(separator: ":").first.map(String.init) ?? w.sample, w.fraction?.rawValue ?? "",
        String(w.bioRep ?? 0),
      ]
      .joined(separator: "\t")
      series[key, default: []].append(index)
    }
    for key in series.keys.sorted() {
      let indices = series[key] ?? []
      let dilutions = Set(indices.map { wells[$0].well.dilution }).sorted()
      guard dilutions.count > 1 else { continue }
      let name = wells[indices[0]].well.sample
      let means = dilutions.map { d in
        indices.filter { wells[$0].well.dilution == d }.compactMap(\.self).compactMap { wells[$0].sampleConcentration }
          .mean
      }
      let before = indices.filter { wells[$0].isUsable }
      let isLost = hook(&wells, curve, indices, dilutions, name, &checks)
      let kept = isLost ? before : indices.filter { wells[$0].isUsable }
      let usable = dilutions.indices.filter { k in
        means[k].isFinite && kept.contains { wells[$0].well.dilution == dilutions[k] }
      }
      guard usable.count > 1 else { continue }
      let values = usable.map { means[$0] }
      let worst = values.map { 100 * ($0 / values.mean - 1) }.max { Swift.abs($0) < Swift.abs($1) } ?? 0
      let agrees = PlateCheckKind.dilutionLinearity.allowed.contains(worst)
      checks.append(
        PlateCheck(
          kind: .dilutionLinearity, subject: name, value: worst, count: usable.count, passes: agrees,
          detail: "largest deviation of a dilution from the mean of \(usable.count) dilutions, %"))
      let cv = 100 * values.coefficientOfVariation
      checks.append(
        PlateCheck(
          kind: .parallelism, subject: name, value: cv, count: usable.count,
          passes: PlateCheckKind.parallelism.allowed.contains(cv),
          detail: "CV of the dilution-corrected concentrations, %"))
      let wellsUsed = kept.compactMap { index in
        wells[index].signal.number.map { (dilution: wells[index].well.dilution, signal: $0) }
      }
      let slope = ParallelismTest(curve, wells: wellsUsed)
      let isParallel = slope.map { $0.p >= 0.05 || (0.8...1.25).contains($0.ratio) } ?? true
      if let slope { checks.append(parallelSlope(slope, name, isParallel)) }
      for index in indices {
        if !isParallel { wells[index].flags.insert(.notParallel) }
        if !agrees { wells[index].flags.insert(.dilutionDiscordant) }
        if cv > 30 { wells[index].flags.insert(.notParallel) }
      }
    }
  }

  /// Fails where the slope differs from the standards' significantly and by more than the range of equivalence.
  private static func parallelSlope(_ test: ParallelismTest, _ name: String, _ passes: Bool) -> PlateCheck {
    let isShown = test.interval.low >= 0.8 && test.interval.high <= 1.25
    let low = NumberText.fixed(100 * test.interval.low, 0)
    let high = NumberText.fixed(100 * test.interval.high, 0)
    let equivalence = isShown ? "equivalent" : (passes ? "equivalence not shown" : "not parallel")
    return PlateCheck(
      kind: .parallelSlope, subject: name, value: 100 * test.ratio,
      interval: (100 * test.interval.low, 100 * test.interval.high), count: test.count, passes: passes,
      detail:
        "slope in % of the standards' (90 % interval \(low) to \(high), F test p = \(NumberText.significant(test.p, 2))): \(equivalence)"
    )
  }

  // MARK: Spikes and controls

  /// Recovery = 100 (spiked - unspiked) / added, in the undiluted sample; the unspiked sample is the unknown of the same
  /// name, at the same dilution where it was measured there.
  private static func spikes(_ wells: inout [WellResult], _ curve: StandardCurve, _ checks: inout [PlateCheck]) {
    var groups: [String: [Int]] = [:]
    for (index, item) in wells.enumerated()
    where item.well.role == .spike && item.well.nominal ?? 0 > 0 && item.isUsable {
      let w = item.well
      let level = NumberText.significant(w.nominal ?? 0, 17) + "/" + NumberText.significant(w.dilution, 17)
      groups[[w.plate, w.sample, level].joined(separator: "\t"), default: []].append(index)
    }
    for key in groups.keys.sorted() {
      let indices = groups[key] ?? []
      let well = wells[indices[0]].well
      let unspiked = wells.filter {
        $0.well.role == .unknown && $0.well.sample == well.sample && $0.well.plate == well.plate && $0.isUsable
      }
      let alike = unspiked.filter { $0.well.dilution == well.dilution }
      let base = alike.isEmpty ? unspiked : alike
      guard !base.isEmpty, let added = well.nominal else { continue }
      let spiked = indices.map { wells[$0] }
      let a = spiked.compactMap(\.sampleConcentration).mean
      let b = base.compactMap(\.sampleConcentration).mean
      let recovery = 100 * (a - b) / added
      let half = 196 * (square(a * error(spiked, curve)) + square(b * error(base, curve))).squareRoot() / added
      let range =
        half.isFinite
        ? " (95 % interval \(NumberText.fixed(recovery - half, 0)) to \(NumberText.fixed(recovery + half, 0)))" : ""
      let passes = PlateCheckKind.spike.allowed.contains(recovery)
      checks.append(
        PlateCheck(
          kind: .spike, subject: well.sample, value: recovery,
          interval: half.isFinite ? (recovery - half, recovery + half) : nil, count: indices.count + base.count,
          passes: passes,
          detail:
            "recovery of the added \(NumberText.significant(added, 4)), the sample's own \(NumberText.significant(b, 4)) subtracted, %\(range)"
        ))
      if !passes { for index in indices { wells[index].flags.insert(.spikeOut) } }
    }
  }

  private static func square(_ x: Double) -> Double { x * x }

  /// The relative standard error of the mean of wells, from the curve and its noise.
  private static func error(_ wells: [WellResult], _ curve: StandardCurve) -> Double {
    let signals = wells.compactMap(\.signal.number)
    return curve.read(signal: signals.mean, replicates: signals.count).relativeError
  }

  private static func controls(_ wells: inout [WellResult], _ curve: StandardCurve, _ checks: inout [PlateCheck]) {
    for index in wells.indices where wells[index].well.role == .qc {
      guard let nominal = wells[index].well.nominal, nominal > 0, wells[index].well.isIncluded,
        let x = wells[index].sampleConcentration
      else { continue }
      let error = 100 * (x / nominal - 1)
      let half = 196 * x * self.error([wells[index]], curve) / nominal
      let passes = PlateCheckKind.qualityControl.allowed.contains(error)
      checks.append(
        PlateCheck(
          kind: .qualityControl, subject: wells[index].well.sample + " " + wells[index].well.position.description,
          value: error, interval: half.isFinite ? (error - half, error + half) : nil, count: 1, passes: passes,
          detail: "deviation from the nominal concentration, %"))
      if !passes { wells[index].flags.insert(.qcFail) }
    }
  }

  // MARK: Verdict

  static func verdict(
    _ levels: [CalibratorLevel], _ checks: [PlateCheck], _ wells: [WellResult], _ limits: CurveLimits
  ) -> PlateVerdict {
    let used = levels.filter { $0.nominal > 0 }
    let passing = used.filter { $0.passes == true }.count
    let controls = checks.filter { $0.kind == .qualityControl }
    let good = controls.filter(\.passes).count
    let names = Set(controls.map { $0.subject.split(separator: " ").dropLast().joined(separator: " ") }).sorted()
    let halves = names.allSatisfy { name in
      let own = controls.filter { $0.subject.hasPrefix(name + " ") }
      return own.filter(\.passes).count * 2 >= own.count
    }
    return PlateVerdict(criteria: [
      ("at least 6 calibrator levels (\(used.count))", used.count >= 6),
      (
        "at least 75 % of the levels within ±20 % of nominal, ±25 % at the ends (\(passing) of \(used.count))",
        passing * 4 >= used.count * 3
      ),
      (
        "at least two thirds of the quality controls within ±20 % (\(good) of \(controls.count))",
        controls.isEmpty ? nil : good * 3 >= controls.count * 2
      ),
      ("at least half of the quality controls at each level within ±20 %", controls.isEmpty ? nil : halves),
      ("a working range between LLOQ and ULOQ exists", limits.upper > limits.lower),
    ])
  }
}
