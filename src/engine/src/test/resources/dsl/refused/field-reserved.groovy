releasePipeline {
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Approve') {
            approval('ShipIt') {
                field 'Summary', description: 'What is new?'
            }
        }
    }
}
