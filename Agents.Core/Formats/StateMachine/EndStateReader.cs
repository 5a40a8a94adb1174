using Agents.Core.Workflows;

namespace Agents.Core.Formats.StateMachine;

/// <summary>Reads <c>end</c> and <c>fail</c>.</summary>
internal static class EndStateReader
{
    public static State ReadEnd(StateReader state) => new EndState(state.Name);

    public static State ReadFail(StateReader state)
    {
        var keys = state.LookInInput().Keys;
        var error = keys.Mapping("error");
        var end = new EndState(state.Name)
        {
            Fails = true,
            ErrorCode = error?.Text("code"),
            ErrorMessage = state.TemplateOf(error?.Find("message"), "error.message"),
        };
        error?.Finish();
        return end;
    }
}
