// What a service message says; the server names the event, the page has the words.

const WORDS = {
  new_chat_members: (by, whom) => (by === whom ? `${whom} đã vào nhóm` : `${by} đã thêm ${whom} vào nhóm`),
  left_chat_member: (by, whom) => (by === whom ? `${whom} đã rời nhóm` : `${by} đã đưa ${whom} ra khỏi nhóm`),
  group_chat_created: () => "Nhóm đã được tạo",
  forum_topic_created: (_, name) => `Chủ đề “${name}” đã được tạo`,
  forum_topic_closed: () => "Chủ đề đã đóng",
  forum_topic_reopened: () => "Chủ đề đã mở lại",
  migrate_to_chat_id: () => "Nhóm đã được nâng cấp",
  migrate_from_chat_id: () => "Nhóm đã được nâng cấp",
};

// happening tells a service message in one sentence.
export function happening({ service, from, text }) {
  return WORDS[service]?.(from?.name ?? "", text) ?? text ?? "";
}
