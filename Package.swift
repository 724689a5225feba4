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
    .library(name: "SequenceIO", targets: ["SequenceIO"]),
    .library(name: "Alignment", targets: ["Alignment"]),
  ],
  traits: [
    .trait(name: "ISAL", description: "Inflate with ISA-L; without it zlib does it, about 2.6 times slower."),
    .default(enabledTraits: ["ISAL"]),
  ],
  targets: [
    .systemLibrary(name: "CZlib"),
    .systemLibrary(name: "CISAL"),
    .systemLibrary(name: "CBzip2"),
    .systemLibrary(name: "CSHA256"),
    .target(
      name: "SequenceIO",
      dependencies: [
        "CZlib", "CBzip2", "CSHA256", .target(name: "CISAL", condition: .when(traits: ["ISAL"])),
      ], swiftSettings: strict),
    .target(name: "BioSequence", swiftSettings: strict),
    .target(name: "Alignment", dependencies: ["BioSequence"], swiftSettings: strict),
    .testTarget(
      name: "BioSequenceTests", dependencies: ["BioSequence"], swiftSettings: strict),
    .testTarget(name: "SequenceIOTests", dependencies: ["SequenceIO"], swiftSettings: strict),
  ]
)
