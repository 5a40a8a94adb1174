using Agents.Core.Workflows;

namespace Agents.Core.Formats.StateMachine;

/// <summary>Reads <c>try</c>, <c>catch</c> and <c>finally</c>.</summary>
internal static class TryStateReader
{
    // What a failure leaves in the context of the catch block.
    private static readonly string[] Failure = ["_error", "_errorMessage"];

    public static State? Read(StateReader state)
    {
        var tried = Block(state, "try", []);
        if (tried is null && state.Keys.Find("try") is null)
        {
            state.Keys.Missing("try", "Say what is tried: 'try: {states: [...]}'.");
        }

        var caught = Block(state, "catch", Failure);
        var always = Block(state, "finally", Failure);
        return tried is null ? null : new TryState(state.Name) { Try = tried, Catch = caught, Finally = always };
    }

    private static StateBlock? Block(StateReader state, string key, string[] locals)
    {
        if (state.Keys.Mapping(key) is not { } keys)
        {
            return null;
        }

        var block = new BlockReader(state.Machine).ReadNested(state.Draft, keys, locals);
        keys.Finish();
        return block;
    }
}
