releasePipeline {
    stages {
        if (env.BRANCH_NAME == 'main') {
            stage('Production') { deploy('Deploy') { commands './deploy.sh' } }
        } else {
            stage('Staging') { deploy('Deploy') { commands './deploy.sh staging' } }
        }
        stage('Build') {
            build('Package') {
                agent env ? 'linux' : 'windows'
            }
        }
    }
}
