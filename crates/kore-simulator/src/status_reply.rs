//! The body of Bot Publish Status, field by field in the order of the page's samples.

use serde::Serialize;
use serde_json::Value;

/// The record of one publish.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct StatusReply {
    #[serde(rename = "_id")]
    pub(crate) id: String,
    pub(crate) action: &'static str,
    #[serde(rename = "jobType")]
    pub(crate) job_type: &'static str,
    #[serde(rename = "streamId")]
    pub(crate) stream_id: String,
    #[serde(rename = "__v")]
    pub(crate) version: u8,
    /// Not in the older sample.
    #[serde(
        rename = "countOfDockStatuses",
        skip_serializing_if = "Option::is_none"
    )]
    pub(crate) count_of_dock_statuses: Option<u8>,
    #[serde(rename = "createdBy")]
    pub(crate) created_by: String,
    #[serde(rename = "percentageComplete")]
    pub(crate) percent: u8,
    #[serde(rename = "requestedTime")]
    pub(crate) requested: String,
    pub(crate) status: &'static str,
    #[serde(rename = "lastModifiedOn")]
    pub(crate) modified: String,
    /// Not there before the publish has begun.
    #[serde(rename = "initiatedOn", skip_serializing_if = "Option::is_none")]
    pub(crate) initiated: Option<String>,
    #[serde(rename = "statusSummary")]
    pub(crate) summary: Vec<StatusItem>,
}

/// One part of the publish.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct StatusItem {
    pub(crate) resource_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) resource_version: Option<&'static str>,
    pub(crate) resource_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) approval_requested_languages: Option<Value>,
    pub(crate) name: String,
    /// An array, an object for `BOTLANGUAGES`, or absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) modules: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) result: Option<Value>,
    pub(crate) status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) deployed_to: Option<&'static str>,
}
