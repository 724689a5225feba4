// The caller: placed reads in, calls and coverage verdicts out.

/// Finds the changes that a sample's placed reads show.
public struct VariantCaller: Sendable {
  /// The records, indexed as ``Alignment/AlignedRead/reference``.
  public let references: [CallReference]
  /// What is asked for.
  public let options: CallOptions

  /// A caller for these records.
  public init(references: [CallReference], options: CallOptions = CallOptions()) {
    self.references = references
    self.options = options
  }
}
