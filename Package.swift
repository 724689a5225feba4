// swift-tools-version: 6.3
// Collagen: is this type I collagen, or not? Targets are listed in the order the data flows; imports only point up.
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "collagen",
  products: [
    .library(name: "BioSequence", targets: ["BioSequence"]),
    .library(name: "Alignment", targets: ["Alignment"]),
    .library(name: "VariantCalling", targets: ["VariantCalling"]),
    .library(name: "ReadSimulation", targets: ["ReadSimulation"]),
    .library(name: "TypeICollagen", targets: ["TypeICollagen"]),
  ],
  targets: [
    .target(name: "BioSequence", swiftSettings: strict),
    .target(name: "TypeICollagen", dependencies: ["BioSequence"], swiftSettings: strict),
    .target(name: "Alignment", dependencies: ["BioSequence"], swiftSettings: strict),
    .target(name: "VariantCalling", dependencies: ["BioSequence", "Alignment"], swiftSettings: strict),
    .target(name: "ReadSimulation", dependencies: ["BioSequence"], swiftSettings: strict),
    .testTarget(
      name: "ReadSimulationTests", dependencies: ["BioSequence", "ReadSimulation"],
      swiftSettings: strict),
    .testTarget(
      name: "VariantCallingTests",
      dependencies: ["Alignment", "BioSequence", "ReadSimulation", "TypeICollagen", "VariantCalling"],
      swiftSettings: strict),
    .testTarget(name: "TypeICollagenTests", dependencies: ["BioSequence", "TypeICollagen"], swiftSettings: strict),
    .testTarget(name: "BioSequenceTests", dependencies: ["BioSequence"], swiftSettings: strict),
  ]
)
