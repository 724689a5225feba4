// Collagenase-digestible fraction, hydroxyproline, thermal stability.

import Numerics

/// Constants of the biochemistry that a laboratory may set; those without a source are named as such.
package struct AssayConstants: Sendable, Equatable {
  /// How much richer in proline and hydroxyproline collagen is than other protein, in the collagenase assay. 5.4 is the
  /// usual convention, for which no source was found; a laboratory should set its own.
  package var iminoAcidRatio = 5.4
  /// ug of collagen per ug of hydroxyproline (13.4 % by weight; a secondary source).
  package var collagenPerHydroxyproline = 7.46
  /// CV of volumes pipetted, as a fraction, added to counting errors: the first guess, replaced by what the points show.
  package var pipettingCV = 0.03

  /// The defaults.
  package init() {}
}

/// Per cent of the protein synthesised that is collagen.
package struct CollagenaseResult: Sendable {
  /// The sample.
  package let sample: CollagenaseSample
  /// 100 C / (C + ratio N).
  package let percent: Double
  /// Flags.
  package let flags: Set<QualityFlag>

  /// Evaluates; `nil` if nothing was counted.
  package init?(_ sample: CollagenaseSample, constants: AssayConstants) {
    let c = sample.released - sample.blank
    let whole = c + constants.iminoAcidRatio * sample.resistant
    guard whole > 0, c.isFinite else { return nil }
    self.sample = sample
    percent = 100 * Swift.max(0, c) / whole
    flags = sample.blank > 0.05 * c ? [.enzymeBlank] : []
  }
}

/// Collagen from hydroxyproline.
package struct HydroxyprolineResult: Sendable {
  /// The sample.
  package let sample: HydroxyprolineSample
  /// ug of collagen; NaN without a mass.
  package let collagen: Double
  /// 100 Hyp / (Hyp + Pro); NaN without counts.
  package let hydroxylation: Double
  /// Flags.
  package let flags: Set<QualityFlag>

  /// Evaluates.
  package init(_ sample: HydroxyprolineSample, constants: AssayConstants) {
    self.sample = sample
    collagen = sample.mass.map { $0 * constants.collagenPerHydroxyproline } ?? .nan
    if let hyp = sample.hydroxyprolineCounts, let pro = sample.prolineCounts, hyp + pro > 0 {
      hydroxylation = 100 * hyp / (hyp + pro)
    } else {
      hydroxylation = .nan
    }
    flags = sample.method == "sirius_red" ? [.semiQuantitative] : []
  }
}

/// The melting of the triple helix of one dish.
package struct MeltingResult: Sendable {
  /// The line.
  package let line: String
  /// The dish.
  package let bioRep: Int
  /// The run of the bath; empty where it is not said.
  package internal(set) var run = ""
  /// The fraction and the band that were read; empty where it is not said.
  package internal(set) var sample = ""
  /// What curves have in common that can be compared: the run, the fraction and the band.
  var kind: [String] { [run, sample] }
  /// The points, relative to the fitted top.
  package let points: [(temperature: Double, fraction: Double)]
  /// Half of the helices are open at this temperature, degrees Celsius.
  package let melting: Double
  /// Its interval.
  package let interval: (low: Double, high: Double)
  /// The width w of the transition, degrees.
  package let width: Double
  /// The fraction that never melts.
  package let floor: Double

  /// Whether it melts within the temperatures that were measured; otherwise the figure is a guess and is not compared.
  package var isWithin: Bool {
    let temperatures = points.map(\.temperature)
    guard let low = temperatures.min(), let high = temperatures.max(), let least = points.map(\.fraction).min() else {
      return false
    }
    // A curve that does not fall to half has no middle, whatever was fitted.
    return low <= melting && melting <= high && least < 0.6
  }

  /// Fits F(T) = top (b + (1 - b) / (1 + exp((T - Tm) / w))); `nil` below four temperatures.
  package static func fit(line: String, bioRep: Int, temperatures: [Double], signals: [Double]) -> MeltingResult? {
    guard Set(temperatures).count >= 4, let top = signals.max(), top > 0,
      let low = temperatures.min(), let high = temperatures.max()
    else { return nil }
    let fixesFloor = Set(temperatures).count < 6
    var best: LeastSquaresFit?
    for position in [0.3, 0.5, 0.7] {
      for w in [0.4, 1.2] {
        var start = [Elementary.log(top), low + position * (high - low), Elementary.log(w)]
        if !fixesFloor { start.append(-4) }
        let n = start.count
        let fit = LevenbergMarquardt.minimize(start: start, residualCount: signals.count, maximumIterations: 200) {
          p, r, j in
          for i in signals.indices {
            let width = Elementary.exp(p[2])
            let z = (temperatures[i] - p[1]) / width
            let s = 1 / (1 + Elementary.exp(z))
            let b = fixesFloor ? 0 : logistic(p[3])
            let scale = Elementary.exp(p[0])
            let value = scale * (b + (1 - b) * s)
            let slope = scale * (1 - b) * s * (1 - s)
            r[i] = value - signals[i]
            j[i * n] = value
            j[i * n + 1] = slope / width
            j[i * n + 2] = slope * z
            if !fixesFloor { j[i * n + 3] = scale * (1 - s) * b * (1 - b) }
          }
        }
        if fit.residualSumOfSquares < best?.residualSumOfSquares ?? .infinity { best = fit }
      }
    }
    guard let best, best.parameters[1].isFinite else { return nil }
    let errors = best.standardErrors(count: signals.count)
    let freedom = signals.count - best.parameters.count
    let half = freedom > 0 ? Distribution.tTwoSided(0.95, df: Double(freedom)) * errors[1] : .infinity
    let scale = Elementary.exp(best.parameters[0])
    return MeltingResult(
      line: line, bioRep: bioRep, points: zip(temperatures, signals).map { ($0, $1 / scale) },
      melting: best.parameters[1],
      interval: (best.parameters[1] - half, best.parameters[1] + half), width: Elementary.exp(best.parameters[2]),
      floor: fixesFloor ? 0 : logistic(best.parameters[3]))
  }

  static func evaluate(_ points: [MeltingPoint]) -> [MeltingResult] {
    var keys: [String] = []
    var series: [String: [MeltingPoint]] = [:]
    for point in points {
      let key = [point.line, String(point.bioRep), point.run, point.fraction, point.band].joined(separator: "\t")
      if series[key] == nil { keys.append(key) }
      series[key, default: []].append(point)
    }
    return keys.compactMap { key in
      guard let items = series[key], let first = items.first else { return nil }
      var found = fit(
        line: first.line, bioRep: first.bioRep, temperatures: items.map(\.temperature), signals: items.map(\.signal))
      found?.run = first.run
      found?.sample = [first.fraction, first.band].filter { !$0.isEmpty }.joined(separator: " ")
      return found
    }
  }
}
