namespace Agents.Core.Executions;

/// <summary>The blocks of a <c>try</c> state.</summary>
/// <param name="Key">The key of the block's frame.</param>
/// <param name="Index">Its place.</param>
internal readonly record struct TryBlock(string Key, int Index)
{
    public static readonly TryBlock Try = new("try", 0);

    public static readonly TryBlock Catch = new("catch", 1);

    public static readonly TryBlock Finally = new("finally", 2);
}
