namespace Orleans.Runtime;

/// <summary>Beside which other calls of the activation a call may run.</summary>
internal enum CallMode
{
    /// <summary>Beside interleaving calls only.</summary>
    Exclusive,

    /// <summary>Beside other read-only calls, and interleaving ones.</summary>
    ReadOnly,

    /// <summary>Beside all.</summary>
    Interleaving,
}
