namespace Agents.Core.Documents;

/// <summary>What a definition may be at most; beyond that there is a diagnostic instead of a tree (formats, head).</summary>
internal static class DocumentLimits
{
    public const int MaxBytes = 1 << 20;

    public const int MaxDepth = 64;

    public const int MaxStates = 1_000;

    public const int MaxKeyLength = 500;

    /// <summary>How many nodes aliases may add; honest files use a handful.</summary>
    public const int MaxAliasedNodes = 20_000;
}
