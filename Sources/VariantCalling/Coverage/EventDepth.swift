// Long events that the depth of an evenly covered sample contradicts: joined pieces of further copies of the genes.

import BioSequence
import Numerics

/// Holds the deletions and duplications of a record against the depth of its reads.
///
/// The passing events give each base c = 2 - (deleted copies) + (doubled copies). Over windows of ``window`` bases with mean depth o,
/// d being the depth of one copy and s the relative deviation of windows without an event,
///
///     ln L = - sum (o/d - c)^2 / (2 (s max(c, 1/2))^2)
///
/// An event is contradicted if the depth is far likelier without it, the others staying; the worst one is given up first. Samples
/// whose depth is not even (panels, amplicons) tell nothing.
struct EventDepth {
  private let depths: [Double]
  private let copyDepth: Double
  private let deviation: Double

  private static let window = 200
  /// Shorter events change too few windows.
  static let shortest = 300
  /// Above this relative deviation the sample is not evenly covered.
  private static let mostUneven = 0.2
  /// The deviation counts as this at least: bases differ in how well they are read.
  private static let leastDeviation = 0.08
  /// Logarithm of the likelihood ratio from which on an event is given up: windows are not independent of each other.
  private static let against = 15.0
  private static let leastDepth = 8.0
  /// From so many contradicted events on a record has further copies that were joined anew.
  static let fewestOfConstruct = 3

  /// `nil` if the depth of the record is not even.
  init?(pileup: Pileup, events: [VariantCall]) {
    let width = EventDepth.window
    depths = stride(from: 0, to: pileup.rawDepth.count - width, by: width).map { start in
      Double(pileup.rawDepth[start..<start + width].reduce(0) { $0 + Int($1) }) / Double(width)
    }
    let plain = depths.indices.filter { index in
      let range = index * width - width..<(index + 2) * width
      return !events.contains { EventDepth.changed(by: $0.variant)?.range.overlaps(range) == true }
    }.map { [depths] in depths[$0] }.sorted()
    guard plain.count >= 20 else { return nil }
    let median = plain[plain.count / 2]
    guard median >= EventDepth.leastDepth else { return nil }
    let deviations = plain.map { abs($0 / median - 1) }.sorted()
    // Of a normal distribution the median deviation is 0.6745 standard deviations.
    let spread = deviations[deviations.count / 2] / 0.6745
    guard spread <= EventDepth.mostUneven else { return nil }
    deviation = max(EventDepth.leastDeviation, spread)
    copyDepth = median / 2
  }

  /// The base range whose number of copies an event changes, and by how many on one chromosome.
  private static func changed(by variant: Variant) -> (range: Range<Int>, copies: Double)? {
    if variant.range.count >= shortest, variant.replacement.count * 4 < variant.range.count {
      return (variant.range, -1)
    }
    let inserted = variant.replacement.count
    guard variant.range.isEmpty, inserted >= shortest else { return nil }
    return (variant.range.lowerBound..<variant.range.lowerBound + inserted, 1)
  }

  /// The contradicted events, by index.
  ///
  /// - Parameter isCopy: whether a long insertion is a copy of the bases that follow it (a duplication).
  func contradicted(_ events: [VariantCall], isCopy: (Variant) -> Bool) -> [Int] {
    var kept = events.indices.filter { index in
      let variant = events[index].variant
      return EventDepth.changed(by: variant).map { $0.copies < 0 || isCopy(variant) } ?? false
    }
    var removed: [Int] = []
    while true {
      let worst = kept.map { (index: $0, gain: gain(of: events[$0], in: kept.map { events[$0] })) }
        .min { ($0.gain, $0.index) < ($1.gain, $1.index) }
      guard let worst, worst.gain < -EventDepth.against else { return removed.sorted() }
      kept.removeAll { $0 == worst.index }
      removed.append(worst.index)
    }
  }

  /// What an event adds to the logarithm of the likelihood, the others being there.
  private func gain(of event: VariantCall, in events: [VariantCall]) -> Double {
    guard let own = EventDepth.changed(by: event.variant) else { return 0 }
    let width = EventDepth.window
    var sum = 0.0
    for index in own.range.lowerBound / width...own.range.upperBound / width where index < depths.count {
      let with = copies(in: index, of: events)
      let without = with - change(by: event, in: index)
      sum += logLikelihood(depths[index], with) - logLikelihood(depths[index], without)
    }
    return sum
  }

  private func logLikelihood(_ depth: Double, _ copies: Double) -> Double {
    let difference = (depth / copyDepth - max(0, copies)) / (deviation * max(copies, 0.5))
    return -difference * difference / 2
  }

  private func copies(in index: Int, of events: [VariantCall]) -> Double {
    events.reduce(2) { $0 + change(by: $1, in: index) }
  }

  private func change(by event: VariantCall, in index: Int) -> Double {
    guard let (range, copies) = EventDepth.changed(by: event.variant) else { return 0 }
    let window = index * EventDepth.window..<(index + 1) * EventDepth.window
    let fraction = Double(range.clamped(to: window).count) / Double(EventDepth.window)
    let chromosomes =
      event.zygosity == .homozygous ? 2.0 : event.zygosity == .mosaic ? event.alleleFraction.value * 2 : 1
    return fraction * copies * chromosomes
  }
}
