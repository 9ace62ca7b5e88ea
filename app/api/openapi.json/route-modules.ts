import type { DescribedRoute } from '#lib/http/openapi';
import type { RouteHandler } from '#lib/http/route';
import * as adoptionDaily from '../adoption/daily/route';
import * as adoptionDailyTotals from '../adoption/daily/totals/route';
import * as adoptionHeadline from '../adoption/headline/route';
import * as adoptionImpact from '../adoption/impact/route';
import * as adoptionLifecycle from '../adoption/lifecycle/route';
import * as adoptionOverview from '../adoption/overview/route';
import * as adoptionPowerUsers from '../adoption/power-users/route';
import * as adoptionRetention from '../adoption/retention/route';
import * as adoption from '../adoption/route';
import * as adoptionStickiness from '../adoption/stickiness/route';
import * as adoptionUsersLifecycle from '../adoption/users/lifecycle/route';
import * as adoptionUsersMetric from '../adoption/users/metric/route';
import * as adoptionUsersPower from '../adoption/users/power/route';
import * as adoptionUsersRetention from '../adoption/users/retention/route';
import * as adoptionUsersStickiness from '../adoption/users/stickiness/route';
import * as alarms from '../alarms/route';
import * as artefacts from '../artefacts/route';
import * as auditExport from '../audit/export/route';
import * as audit from '../audit/route';
import * as auditVerification from '../audit/verification/route';
import * as automationDecisions from '../automation/decisions/route';
import * as automationPreview from '../automation/preview/route';
import * as automationRulesId from '../automation/rules/[id]/route';
import * as automationRules from '../automation/rules/route';
import * as changesIdCancellation from '../changes/[id]/cancellation/route';
import * as changesIdEvents from '../changes/[id]/events/route';
import * as changesIdExecutions from '../changes/[id]/executions/route';
import * as changesId from '../changes/[id]/route';
import * as changes from '../changes/route';
import * as changesTimeline from '../changes/timeline/route';
import * as dashboardsIdCopies from '../dashboards/[id]/copies/route';
import * as dashboardsIdDigest from '../dashboards/[id]/digest/route';
import * as dashboardsId from '../dashboards/[id]/route';
import * as dashboards from '../dashboards/route';
import * as decisionsScenarioIncidents from '../decisions/[scenario]/incidents/route';
import * as decisionsReportsIdClosure from '../decisions/reports/[id]/closure/route';
import * as decisionsReports from '../decisions/reports/route';
import * as decisions from '../decisions/route';
import * as demo from '../demo/route';
import * as eventTypes from '../event-types/route';
import * as eventsLatest from '../events/latest/route';
import * as eventsRejected from '../events/rejected/route';
import * as events from '../events/route';
import * as eventsVolume from '../events/volume/route';
import * as featuresId from '../features/[id]/route';
import * as features from '../features/route';
import * as featuresSuggestions from '../features/suggestions/route';
import * as functionsNameRetention from '../functions/[name]/retention/route';
import * as functionsName from '../functions/[name]/route';
import * as functionsNameVersionsVersionMark from '../functions/[name]/versions/[version]/mark/route';
import * as functionsNameVersions from '../functions/[name]/versions/route';
import * as functions from '../functions/route';
import * as funnelsIdCopies from '../funnels/[id]/copies/route';
import * as funnelsIdResults from '../funnels/[id]/results/route';
import * as funnelsId from '../funnels/[id]/route';
import * as funnelsIdTimeToConvert from '../funnels/[id]/time-to-convert/route';
import * as funnelsIdTrend from '../funnels/[id]/trend/route';
import * as funnelsIdUsers from '../funnels/[id]/users/route';
import * as funnelsQueryOtherRules from '../funnels/query/other-rules/route';
import * as funnelsQuery from '../funnels/query/route';
import * as funnelsQueryTimeToConvert from '../funnels/query/time-to-convert/route';
import * as funnelsQueryTrend from '../funnels/query/trend/route';
import * as funnelsQueryUsers from '../funnels/query/users/route';
import * as funnels from '../funnels/route';
import * as health from '../health/route';
import * as healthEndpoints from '../health-endpoints/route';
import * as hooksAlarms from '../hooks/alarms/route';
import * as hooksBuilds from '../hooks/builds/route';
import * as importsIdCancellation from '../imports/[id]/cancellation/route';
import * as importsIdRejections from '../imports/[id]/rejections/route';
import * as importsId from '../imports/[id]/route';
import * as importsIdStart from '../imports/[id]/start/route';
import * as imports from '../imports/route';
import * as incidentsIdChecklistItem from '../incidents/[id]/checklist/[item]/route';
import * as incidentsIdFollowUpsFollowUpId from '../incidents/[id]/follow-ups/[followUpId]/route';
import * as incidentsIdFollowUps from '../incidents/[id]/follow-ups/route';
import * as incidentsIdLooks from '../incidents/[id]/looks/route';
import * as incidentsIdNotes from '../incidents/[id]/notes/route';
import * as incidentsIdNoticesNoticeIdAttempts from '../incidents/[id]/notices/[noticeId]/attempts/route';
import * as incidentsIdPostMortemExport from '../incidents/[id]/post-mortem/export/route';
import * as incidentsIdPostMortem from '../incidents/[id]/post-mortem/route';
import * as incidentsId from '../incidents/[id]/route';
import * as incidentsIdTransitions from '../incidents/[id]/transitions/route';
import * as incidentsMeasures from '../incidents/measures/route';
import * as incidents from '../incidents/route';
import * as locksIdUnlocking from '../locks/[id]/unlocking/route';
import * as locks from '../locks/route';
import * as mePassword from '../me/password/route';
import * as me from '../me/route';
import * as migrationsIdAbandonment from '../migrations/[id]/abandonment/route';
import * as migrationsId from '../migrations/[id]/route';
import * as migrationsIdSteps from '../migrations/[id]/steps/route';
import * as migrations from '../migrations/route';
import * as notesId from '../notes/[id]/route';
import * as notes from '../notes/route';
import * as peopleIdPasswordReset from '../people/[id]/password-reset/route';
import * as peopleId from '../people/[id]/route';
import * as peopleIdSessionsEnd from '../people/[id]/sessions-end/route';
import * as peopleApproverChangesIdDecision from '../people/approver-changes/[id]/decision/route';
import * as peopleApproverChanges from '../people/approver-changes/route';
import * as people from '../people/route';
import * as properties from '../properties/route';
import * as sandboxShipments from '../sandbox/shipments/route';
import * as sandboxStackFailures from '../sandbox/stack-failures/route';
import * as sandboxTroublesFunction from '../sandbox/troubles/[function]/route';
import * as sandboxTroubles from '../sandbox/troubles/route';
import * as schedule from '../schedule/route';
import * as setup from '../setup/route';
import * as stacksName from '../stacks/[name]/route';
import * as stacks from '../stacks/route';
import * as stateNames from '../state/names/route';
import * as state from '../state/route';
import * as tablesNameBackups from '../tables/[name]/backups/route';
import * as tablesNameFunctions from '../tables/[name]/functions/route';
import * as tablesName from '../tables/[name]/route';
import * as tables from '../tables/route';
import * as theme from '../theme/route';
import * as tokensId from '../tokens/[id]/route';
import * as tokens from '../tokens/route';

/** Every route module of the API by its path; a test compares the list with the files. */
export const ROUTE_MODULES: Record<string, Record<string, unknown>> = {
  '/api/adoption/daily': adoptionDaily,
  '/api/adoption/daily/totals': adoptionDailyTotals,
  '/api/adoption/headline': adoptionHeadline,
  '/api/adoption/impact': adoptionImpact,
  '/api/adoption/lifecycle': adoptionLifecycle,
  '/api/adoption/overview': adoptionOverview,
  '/api/adoption/power-users': adoptionPowerUsers,
  '/api/adoption/retention': adoptionRetention,
  '/api/adoption': adoption,
  '/api/adoption/stickiness': adoptionStickiness,
  '/api/adoption/users/lifecycle': adoptionUsersLifecycle,
  '/api/adoption/users/metric': adoptionUsersMetric,
  '/api/adoption/users/power': adoptionUsersPower,
  '/api/adoption/users/retention': adoptionUsersRetention,
  '/api/adoption/users/stickiness': adoptionUsersStickiness,
  '/api/alarms': alarms,
  '/api/artefacts': artefacts,
  '/api/audit/export': auditExport,
  '/api/audit': audit,
  '/api/audit/verification': auditVerification,
  '/api/automation/decisions': automationDecisions,
  '/api/automation/preview': automationPreview,
  '/api/automation/rules/{id}': automationRulesId,
  '/api/automation/rules': automationRules,
  '/api/changes/{id}/cancellation': changesIdCancellation,
  '/api/changes/{id}/events': changesIdEvents,
  '/api/changes/{id}/executions': changesIdExecutions,
  '/api/changes/{id}': changesId,
  '/api/changes': changes,
  '/api/changes/timeline': changesTimeline,
  '/api/dashboards/{id}/copies': dashboardsIdCopies,
  '/api/dashboards/{id}/digest': dashboardsIdDigest,
  '/api/dashboards/{id}': dashboardsId,
  '/api/dashboards': dashboards,
  '/api/decisions/{scenario}/incidents': decisionsScenarioIncidents,
  '/api/decisions/reports/{id}/closure': decisionsReportsIdClosure,
  '/api/decisions/reports': decisionsReports,
  '/api/decisions': decisions,
  '/api/demo': demo,
  '/api/event-types': eventTypes,
  '/api/events/latest': eventsLatest,
  '/api/events/rejected': eventsRejected,
  '/api/events': events,
  '/api/events/volume': eventsVolume,
  '/api/features/{id}': featuresId,
  '/api/features': features,
  '/api/features/suggestions': featuresSuggestions,
  '/api/functions/{name}': functionsName,
  '/api/functions/{name}/retention': functionsNameRetention,
  '/api/functions/{name}/versions/{version}/mark': functionsNameVersionsVersionMark,
  '/api/functions/{name}/versions': functionsNameVersions,
  '/api/functions': functions,
  '/api/funnels/{id}/copies': funnelsIdCopies,
  '/api/funnels/{id}/results': funnelsIdResults,
  '/api/funnels/{id}': funnelsId,
  '/api/funnels/{id}/time-to-convert': funnelsIdTimeToConvert,
  '/api/funnels/{id}/trend': funnelsIdTrend,
  '/api/funnels/{id}/users': funnelsIdUsers,
  '/api/funnels/query/other-rules': funnelsQueryOtherRules,
  '/api/funnels/query': funnelsQuery,
  '/api/funnels/query/time-to-convert': funnelsQueryTimeToConvert,
  '/api/funnels/query/trend': funnelsQueryTrend,
  '/api/funnels/query/users': funnelsQueryUsers,
  '/api/funnels': funnels,
  '/api/health': health,
  '/api/health-endpoints': healthEndpoints,
  '/api/hooks/alarms': hooksAlarms,
  '/api/hooks/builds': hooksBuilds,
  '/api/imports/{id}/cancellation': importsIdCancellation,
  '/api/imports/{id}/rejections': importsIdRejections,
  '/api/imports/{id}': importsId,
  '/api/imports/{id}/start': importsIdStart,
  '/api/imports': imports,
  '/api/locks/{id}/unlocking': locksIdUnlocking,
  '/api/locks': locks,
  '/api/incidents/{id}/checklist/{item}': incidentsIdChecklistItem,
  '/api/incidents/{id}/follow-ups/{followUpId}': incidentsIdFollowUpsFollowUpId,
  '/api/incidents/{id}/follow-ups': incidentsIdFollowUps,
  '/api/incidents/{id}/looks': incidentsIdLooks,
  '/api/incidents/{id}/notes': incidentsIdNotes,
  '/api/incidents/{id}/notices/{noticeId}/attempts': incidentsIdNoticesNoticeIdAttempts,
  '/api/incidents/{id}/post-mortem/export': incidentsIdPostMortemExport,
  '/api/incidents/{id}/post-mortem': incidentsIdPostMortem,
  '/api/incidents/{id}': incidentsId,
  '/api/incidents/{id}/transitions': incidentsIdTransitions,
  '/api/incidents/measures': incidentsMeasures,
  '/api/incidents': incidents,
  '/api/me/password': mePassword,
  '/api/me': me,
  '/api/migrations/{id}/abandonment': migrationsIdAbandonment,
  '/api/migrations/{id}': migrationsId,
  '/api/migrations/{id}/steps': migrationsIdSteps,
  '/api/migrations': migrations,
  '/api/notes/{id}': notesId,
  '/api/notes': notes,
  '/api/people/{id}/password-reset': peopleIdPasswordReset,
  '/api/people/{id}': peopleId,
  '/api/people/{id}/sessions-end': peopleIdSessionsEnd,
  '/api/people/approver-changes/{id}/decision': peopleApproverChangesIdDecision,
  '/api/people/approver-changes': peopleApproverChanges,
  '/api/people': people,
  '/api/properties': properties,
  '/api/sandbox/shipments': sandboxShipments,
  '/api/sandbox/stack-failures': sandboxStackFailures,
  '/api/sandbox/troubles': sandboxTroubles,
  '/api/sandbox/troubles/{function}': sandboxTroublesFunction,
  '/api/schedule': schedule,
  '/api/setup': setup,
  '/api/stacks/{name}': stacksName,
  '/api/stacks': stacks,
  '/api/state': state,
  '/api/state/names': stateNames,
  '/api/theme': theme,
  '/api/tables/{name}/backups': tablesNameBackups,
  '/api/tables/{name}/functions': tablesNameFunctions,
  '/api/tables/{name}': tablesName,
  '/api/tables': tables,
  '/api/tokens/{id}': tokensId,
  '/api/tokens': tokens,
};

/** Every method of every module, with what it declares. */
export function describedRoutes(): DescribedRoute[] {
  return Object.entries(ROUTE_MODULES).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter((entry): entry is [string, RouteHandler] => isRoute(entry[1]))
      .map(([method, { spec }]) => ({ method, path, spec })),
  );
}

function isRoute(value: unknown): value is RouteHandler {
  return typeof value === 'function' && 'spec' in value;
}
