// Do the standards of a plate show a dose-response at all?

internal import Documents
import Numerics

/// The least that standards must show before a curve is read.
enum DoseResponse {
  /// Refuses standards whose signals neither rise nor fall with their concentrations: Spearman's rank correlation of the
  /// level means below 0.7 with five levels or more. What the reader's software printed and is reproduced was issued from
  /// these very standards; its flags say how bad they are.
  static func check(
    _ record: PlateRecord, _ calibrators: [Calibrator], _ parity: VendorParity?
  ) throws(InputFaults) {
    let means = StandardCurve.levelMeans(calibrators).sorted { $0.concentration < $1.concentration }.map(\.signal)
    guard means.count >= 5, parity?.isComplete != true else { return }
    let squares = means.enumerated().map { index, signal -> Double in
      let rank = Double(means.count { $0 < signal }) + Double(means.count { $0 == signal } - 1) / 2
      return (rank - Double(index)) * (rank - Double(index))
    }
    let n = Double(means.count)
    let correlation = 1 - 6 * squares.compensatedSum() / (n * (n * n - 1))
    guard Swift.abs(correlation) < 0.7 else { return }
    throw InputFaults(
      .notEvaluable, file: record.file,
      "plate \(record.name.quoted()): the standards show no dose-response (rank correlation \(NumberText.fixed(correlation, 2))): check their wells and concentrations"
    )
  }
}
