using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.StateMachine;

/// <summary>Reads where a state goes: <c>next</c> (<c>transition</c>) or <c>end</c>; neither is the end.</summary>
internal static class TransitionReader
{
    public static Transition Read(StateReader reader, State state)
    {
        var next = reader.Keys.Find("next", "transition");
        var ends = Ends(reader.Keys) || state is EndState;
        var target = reader.Keys.TextOf(next, "next");
        if (state is SwitchState)
        {
            Refuse(reader, next, "A switch chooses by 'conditions' and 'defaultNext'; its 'next' has no effect.", "Move it to 'defaultNext'.");
            return EndTransition.Instance;
        }

        if (target is not null && ends)
        {
            Refuse(reader, next, $"{MappingReader.Capital(reader.Keys.What)} ends, so its 'next' has no effect.", "Remove 'end' or 'next'.");
        }

        if (target is null || ends)
        {
            reader.Draft.CanEnd = true;
            return EndTransition.Instance;
        }

        reader.AddTarget(next!, target, TargetKind.Plain);
        return new ToTransition(target);
    }

    private static bool Ends(MappingReader keys) => keys.Find("end") switch
    {
        // Serverless Workflow also writes an object here.
        MappingNode => true,
        ScalarNode { Value: JsonString { Value: "true" } } => true,
        _ => keys.Boolean("end") ?? false,
    };

    private static void Refuse(StateReader reader, DocumentNode? next, string message, string hint)
    {
        if (next is not null)
        {
            reader.Keys.Bag.Warn(DiagnosticCodes.ConflictingKeys, next.Place, message, hint);
        }
    }
}
