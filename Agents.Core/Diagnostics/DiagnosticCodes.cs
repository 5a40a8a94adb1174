namespace Agents.Core.Diagnostics;

/// <summary>Every code a definition's diagnostics can have. Stable: tools and people search for them (docs/formats/diagnostics.md).</summary>
public static class DiagnosticCodes
{
    /// <summary>The text is empty.</summary>
    public const string EmptyDocument = "EMPTY_DOCUMENT";

    /// <summary>The text is neither YAML nor JSON.</summary>
    public const string SyntaxError = "SYNTAX_ERROR";

    /// <summary>The text is larger than 1 MiB.</summary>
    public const string DocumentTooLarge = "DOCUMENT_TOO_LARGE";

    /// <summary>The document nests deeper than 64 levels.</summary>
    public const string NestedTooDeep = "NESTED_TOO_DEEP";

    /// <summary>Aliases blow the document up.</summary>
    public const string AliasBomb = "ALIAS_BOMB";

    /// <summary>The file has more than one YAML document.</summary>
    public const string MultipleDocuments = "MULTIPLE_DOCUMENTS";

    /// <summary>A key comes twice in one mapping.</summary>
    public const string DuplicateKey = "DUPLICATE_KEY";

    /// <summary>A key is no plain text, or is absurdly long.</summary>
    public const string InvalidKey = "INVALID_KEY";

    /// <summary>A YAML tag has no effect.</summary>
    public const string UnknownTag = "UNKNOWN_TAG";

    /// <summary>The document is none of the formats.</summary>
    public const string UnknownFormat = "UNKNOWN_FORMAT";

    /// <summary>The format is known, but this version does not load it.</summary>
    public const string FormatNotLoadable = "FORMAT_NOT_LOADABLE";

    /// <summary>The older flat dialect of the graph format.</summary>
    public const string FlatDialect = "FLAT_DIALECT";

    /// <summary>A required key is missing.</summary>
    public const string MissingKey = "MISSING_KEY";

    /// <summary>A key that the format does not know.</summary>
    public const string UnknownKey = "UNKNOWN_KEY";

    /// <summary>Two keys exclude each other.</summary>
    public const string ConflictingKeys = "CONFLICTING_KEYS";

    /// <summary>A value has the wrong type.</summary>
    public const string InvalidType = "INVALID_TYPE";

    /// <summary>A value is outside what is allowed.</summary>
    public const string InvalidValue = "INVALID_VALUE";

    /// <summary>A name is no identifier.</summary>
    public const string InvalidName = "INVALID_NAME";

    /// <summary>A duration can't be read.</summary>
    public const string InvalidDuration = "INVALID_DURATION";

    /// <summary>A context path can't be read.</summary>
    public const string InvalidPath = "INVALID_PATH";

    /// <summary>A cron expression can't be read or never fires.</summary>
    public const string InvalidCron = "INVALID_CRON";

    /// <summary>A JSON Schema inside the definition is none.</summary>
    public const string InvalidSchema = "INVALID_SCHEMA";

    /// <summary>A setting is accepted and has no effect.</summary>
    public const string IgnoredSetting = "IGNORED_SETTING";

    /// <summary>More than 1,000 states.</summary>
    public const string TooManyStates = "TOO_MANY_STATES";

    /// <summary>More than 10,000 templates and conditions.</summary>
    public const string TooManyExpressions = "TOO_MANY_EXPRESSIONS";

    /// <summary>More problems than are worth listing.</summary>
    public const string TooManyDiagnostics = "TOO_MANY_DIAGNOSTICS";

    /// <summary>A state type that does not exist.</summary>
    public const string UnknownStateType = "UNKNOWN_STATE_TYPE";

    /// <summary>An action of an operation that does not exist.</summary>
    public const string UnknownAction = "UNKNOWN_ACTION";

    /// <summary>Two states have one name.</summary>
    public const string DuplicateState = "DUPLICATE_STATE";

    /// <summary>A transition leads to a state that does not exist.</summary>
    public const string UnknownTarget = "UNKNOWN_TARGET";

    /// <summary>No path leads to a state.</summary>
    public const string UnreachableState = "UNREACHABLE_STATE";

    /// <summary>No path leads from a state to the end.</summary>
    public const string NoPathToEnd = "NO_PATH_TO_END";

    /// <summary>A cycle that nothing ends.</summary>
    public const string UnboundedLoop = "UNBOUNDED_LOOP";

    /// <summary>A graph's start is missing or given twice.</summary>
    public const string InvalidStart = "INVALID_START";

    /// <summary>A node's edges contradict each other.</summary>
    public const string InvalidEdge = "INVALID_EDGE";

    /// <summary>Routes need exactly one default.</summary>
    public const string InvalidRoutes = "INVALID_ROUTES";

    /// <summary>Two branches write one field.</summary>
    public const string BranchConflict = "BRANCH_CONFLICT";

    /// <summary>A template can't be read.</summary>
    public const string TemplateSyntax = "TEMPLATE_SYNTAX";

    /// <summary>A condition or program can't be read.</summary>
    public const string StarlarkSyntax = "STARLARK_SYNTAX";

    /// <summary>A name that nothing gives a value.</summary>
    public const string UnknownReference = "UNKNOWN_REFERENCE";

    /// <summary>A name is read that is only written later.</summary>
    public const string ReadBeforeWrite = "READ_BEFORE_WRITE";

    /// <summary>A name that nothing writes is taken for an input.</summary>
    public const string AssumedInput = "ASSUMED_INPUT";

    /// <summary>A state field that does not exist.</summary>
    public const string UnknownField = "UNKNOWN_FIELD";

    /// <summary>A type of the graph format that does not exist.</summary>
    public const string UnknownType = "UNKNOWN_TYPE";

    /// <summary>Two types that should agree don't.</summary>
    public const string TypeMismatch = "TYPE_MISMATCH";

    /// <summary>A value lacks a member that is read, or that an agent's input schema requires.</summary>
    public const string MissingField = "MISSING_FIELD";

    /// <summary>Something is read that is not there on every path or in every value.</summary>
    public const string MayBeMissing = "MAY_BE_MISSING";

    /// <summary>A tool that does not exist.</summary>
    public const string UnknownTool = "UNKNOWN_TOOL";

    /// <summary>An agent that is defined neither here nor in the environment.</summary>
    public const string UnknownAgent = "UNKNOWN_AGENT";

    /// <summary>A model provider that does not exist.</summary>
    public const string UnknownProvider = "UNKNOWN_PROVIDER";

    /// <summary>A prompt of an agent file that is no Handlebars, has an unknown role, or is missing.</summary>
    public const string InvalidPrompt = "INVALID_PROMPT";

    /// <summary>A part of a prompt that has no effect here.</summary>
    public const string IgnoredPrompt = "IGNORED_PROMPT";
}
