using System.Globalization;
using Agents.Core.Json;

namespace Agents.Core.Executions;

/// <summary>How much one execution may hold. What would pass it fails the step that gave it, and nothing else.</summary>
public static class ContextLimit
{
    /// <summary>Where nobody says: 64 MB.</summary>
    public const long DefaultBytes = 64 * 1024 * 1024;

    /// <summary>The error's code.</summary>
    public const string Code = "context_too_large";

    /// <summary>Why a value must not be added; null where it may.</summary>
    internal static ExecutionError? Problem(ExecutionState state, JsonValue value, string what)
    {
        var (size, most) = (ContextSize.Of(value), state.Origin.MaxContextBytes);
        if (state.HeldBytes + size <= most || ContextSize.Of(state) + size is var held && held <= most)
        {
            return null;
        }

        return new ExecutionError(
            ErrorCategory.Validation,
            $"{what} ({Megabytes(size)}) would make what the execution holds larger than {Megabytes(most)}. Pass on less, split the work into sub-workflows, or raise AGENTS_MAX_CONTEXT_BYTES and run it again.")
        {
            Code = Code,
            IsPermanent = true,
        };
    }

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024d * 1024d):0.##} MB");
}
