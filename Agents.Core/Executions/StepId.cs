using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Agents.Core.Executions;

/// <summary>
/// The deterministic identity of a step: a hash of execution, state path, branch path, iteration and visit.
/// The same visit has the same id after every restart, so that tools can tell a repeated call from a new one.
/// </summary>
/// <param name="Value">22 URL-safe characters.</param>
public readonly record struct StepId(string Value)
{
    /// <summary>The id of one visit.</summary>
    /// <param name="executionId">The execution.</param>
    /// <param name="state">The state's name.</param>
    /// <param name="branch">The branch path; empty at the top level.</param>
    /// <param name="iteration">The item's index inside a foreach; 0 elsewhere.</param>
    /// <param name="visit">How often this execution has entered the state, from 1.</param>
    public static StepId Of(string executionId, string state, string branch, int iteration, int visit)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var text = $"{executionId}\n{state}\n{branch}\n{iteration}\n{visit}";
        var size = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> utf8 = size <= 1024 ? stackalloc byte[size] : new byte[size];
        SHA256.HashData(utf8[..Encoding.UTF8.GetBytes(text, utf8)], hash);
        return new StepId(Base64Url.EncodeToString(hash[..16]));
    }

    /// <summary>The key that goes with every outgoing call of one attempt.</summary>
    public string IdempotencyKey(int attempt) => $"{Value}:{attempt}";

    /// <inheritdoc/>
    public override string ToString() => Value;
}
